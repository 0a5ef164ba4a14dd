package dev.guildhall.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from those of this machine, its networks and everything else that is special
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …-ipv6-…).
 */
final class PublicAddress {

    private static final List<Network> SPECIAL = List.of(
            network(8, 0),
            network(8, 10),
            network(10, 100, 64),
            network(8, 127),
            network(16, 169, 254),
            network(12, 172, 16),
            network(24, 192, 0, 0),
            network(24, 192, 0, 2),
            network(24, 192, 88, 99),
            network(16, 192, 168),
            network(15, 198, 18),
            network(24, 198, 51, 100),
            network(24, 203, 0, 113),
            network(3, 224));

    private static final Network GLOBAL_UNICAST = network(3, 0x20);

    /** Tunnels and translations, behind which is an address of the other kind, and what is for books only. */
    private static final List<Network> SPECIAL_V6 =
            List.of(network(16, 0x20, 0x02), network(23, 0x20, 0x01, 0x00), network(32, 0x20, 0x01, 0x0d, 0xb8));

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet6Address
                ? GLOBAL_UNICAST.contains(bytes) && SPECIAL_V6.stream().noneMatch(network -> network.contains(bytes))
                : SPECIAL.stream().noneMatch(network -> network.contains(bytes));
    }

    private static Network network(int bits, int... start) {
        var bytes = new byte[start.length];
        for (var i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return new Network(bits, bytes);
    }

    /** Addresses that begin with the same bits; the start is as long as those are, rounded up to bytes, or shorter when zeros follow. */
    private record Network(int bits, byte[] start) {

        boolean contains(byte[] address) {
            for (var bit = 0; bit < bits; bit++) {
                if (bit(address, bit) != bit(start, bit)) {
                    return false;
                }
            }
            return true;
        }

        private static int bit(byte[] bytes, int index) {
            var place = index / Byte.SIZE;
            return place < bytes.length ? bytes[place] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1 : 0;
        }
    }
}
