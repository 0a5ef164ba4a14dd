package dev.guildhall.shared.web;

import dev.guildhall.shared.Setting;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * How the world reaches this server.
 *
 * @param publicUrl {@code PUBLIC_URL}, scheme and host without a slash at the end, when the server has one address for everybody
 * @param allowedHosts {@code ALLOWED_HOSTS}, the host names it answers to; {@code .example.org} allows every name below as well,
 *     {@code *} every name at all; empty allows every well-formed one
 * @param trustedProxies {@code TRUSTED_PROXIES}, the networks whose {@code X-Forwarded-} headers are believed; by default loopback
 *     and the private ones, because that is where reverse proxies sit
 */
@ConfigurationProperties("guildhall.addresses")
record AddressSettings(Optional<String> publicUrl, List<String> allowedHosts, List<IpSubnetFilterRule> trustedProxies) {

    private static final Pattern URL = Pattern.compile("https?://" + Host.PATTERN + "(/[A-Za-z0-9._~/-]*)?");
    private static final Pattern ALLOWED = Pattern.compile("\\*|\\.?[a-z0-9][a-z0-9._-]*|\\[[0-9a-f:.]+]");
    private static final Pattern NETWORK =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

    @ConstructorBinding
    AddressSettings(String publicUrl, String allowedHosts, String trustedProxies) {
        this(
                publicUrl(new Setting("PUBLIC_URL", publicUrl.strip())),
                allowedHosts(new Setting("ALLOWED_HOSTS", allowedHosts)),
                networks(new Setting("TRUSTED_PROXIES", trustedProxies)));
    }

    boolean trusts(InetSocketAddress peer) {
        return peer.getAddress() != null && trusts(peer.getAddress());
    }

    boolean trusts(InetAddress address) {
        var anyPort = new InetSocketAddress(address, 0);
        return trustedProxies.stream().anyMatch(network -> network.matches(anyPort));
    }

    private static Optional<String> publicUrl(Setting setting) {
        if (setting.text().isEmpty()) {
            return Optional.empty();
        }
        if (!URL.matcher(setting.text()).matches()) {
            throw setting.refused("an address such as https://app.example.org");
        }
        return Optional.of(setting.text().replaceFirst("/+$", ""));
    }

    private static List<String> allowedHosts(Setting setting) {
        var hosts = setting.list().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        if (!hosts.stream().allMatch(host -> ALLOWED.matcher(host).matches())) {
            throw setting.refused(
                    "a comma-separated list of host names without ports, such as app.example.org,.example.com");
        }
        return hosts;
    }

    private static List<IpSubnetFilterRule> networks(Setting setting) {
        return setting.list().stream().map(text -> network(setting, text)).toList();
    }

    private static IpSubnetFilterRule network(Setting setting, String text) {
        var matcher = NETWORK.matcher(text);
        if (matcher.matches()) {
            var address = matcher.group(1);
            var whole = address.contains(":") ? 128 : 32;
            var prefix = matcher.group(2) == null ? whole : Integer.parseInt(matcher.group(2));
            try {
                return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
            } catch (IllegalArgumentException malformed) {
                // Refused below, like everything else that is no network.
            }
        }
        throw setting.refused("a comma-separated list of networks such as 10.0.0.0/8, and " + text + " is none");
    }
}
