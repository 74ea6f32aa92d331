package io.tidebank.server.access;

import io.tidebank.server.Listening;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The names under which the server answers. A page elsewhere can lead a browser here under a name of its own, and would
 * then pass for one of our pages; a bare address nobody can make up, so addresses are answered where the server listens
 * beyond this machine.
 */
@Component
final class OwnHosts {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final Listening listening;

    OwnHosts(Listening listening) {
        this.listening = listening;
    }

    boolean include(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name)
                || listening.hostNames().contains(name)
                || (!listening.isLoopback() && isAddress(name));
    }

    private static boolean isAddress(String name) {
        try {
            InetAddress.ofLiteral(
                    name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
