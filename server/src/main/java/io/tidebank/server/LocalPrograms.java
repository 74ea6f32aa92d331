package io.tidebank.server;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Tells calls that a program on this machine made from all others. Behind a proxy everybody seems to be on this machine;
 * one that is stated tells whom it stands for, and one that is not gives itself away by what it adds.
 */
@Component
public final class LocalPrograms {

    private static final List<String> OF_PROXIES = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    private final Listening listening;

    LocalPrograms(Listening listening) {
        this.listening = listening;
    }

    /** Whether one of them made it. */
    public boolean made(HttpServletRequest request) {
        return isLoopback(request)
                && !listening.proxies().contains(request.getRemoteAddr())
                && OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    }

    /** Whether it came from an address of this machine, for whomever. */
    public static boolean isLoopback(HttpServletRequest request) {
        String address = Objects.requireNonNullElse(request.getRemoteAddr(), "");
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
