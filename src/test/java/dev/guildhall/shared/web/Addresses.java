package dev.guildhall.shared.web;

/** Lets tests of other packages have base URLs. */
public final class Addresses {

    private Addresses() {}

    public static BaseUrls of(String publicUrl, String allowedHosts, String trustedProxies) {
        return new BaseUrls(new AddressSettings(publicUrl, allowedHosts, trustedProxies));
    }
}
