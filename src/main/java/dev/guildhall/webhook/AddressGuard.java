package dev.guildhall.webhook;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds the addresses of hosts, and gives none of hosts that have one which is not public: whatever a name stands for at the moment of the
 * connection, nothing behind our walls is reached by it.
 */
final class AddressGuard extends AddressResolverGroup<InetSocketAddress> {

    private final AddressResolverGroup<InetSocketAddress> resolvers;

    AddressGuard(AddressResolverGroup<InetSocketAddress> resolvers) {
        this.resolvers = resolvers;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        var resolver = resolvers.getResolver(executor);
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

            /** Written out as digits or not: nothing passes by here unseen. */
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return false;
            }

            @Override
            protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
                Promise<List<InetSocketAddress>> all = executor.newPromise();
                all.addListener((Future<List<InetSocketAddress>> found) -> {
                    if (found.isSuccess()) {
                        promise.trySuccess(found.getNow().get(0));
                    } else {
                        promise.tryFailure(found.cause());
                    }
                });
                doResolveAll(address, all);
            }

            @Override
            protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
                if (address.isUnresolved()) {
                    resolver.resolveAll(address).addListener((Future<List<InetSocketAddress>> found) -> {
                        if (found.isSuccess()) {
                            judge(found.getNow(), promise);
                        } else {
                            promise.tryFailure(found.cause());
                        }
                    });
                } else {
                    judge(List.of(address), promise);
                }
            }
        };
    }

    private static void judge(List<InetSocketAddress> found, Promise<List<InetSocketAddress>> promise) {
        if (found.stream().allMatch(one -> PublicAddress.isPublic(one.getAddress()))) {
            promise.trySuccess(found);
        } else {
            promise.tryFailure(new NotPublic());
        }
    }

    /** The host is not one of the public internet. */
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1;

        NotPublic() {
            super("The address is not public");
        }
    }
}
