package dev.guildhall.shared;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Whom an address belongs to: an IPv4 address to one subscriber, of an IPv6 address the first 64 bits, within which everybody takes what they like. */
public final class Network {

    private static final int SUBSCRIBER_BYTES = 8;

    private Network() {}

    /** Such as {@code 203.0.113.7} or {@code 2001:db8:0:7:0:0:0:0}. */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        try {
            var bytes = Arrays.copyOf(Arrays.copyOf(address.getAddress(), SUBSCRIBER_BYTES), 2 * SUBSCRIBER_BYTES);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an address", impossible);
        }
    }

    /** The same for an address as text; what is none stays as it is. */
    public static String of(String address) {
        var known = NetUtil.createInetAddressFromIpAddressString(address);
        return known == null ? address : of(known);
    }
}
