package io.tidebank.server.crash;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.TidebankServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A server in a process of its own, as {@code tidebank serve} runs it, that serves until it is killed. */
final class ServerProcess {

    private ServerProcess() {}

    /** @param arguments the port, and the home */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(arguments[1]);
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, Integer.parseInt(arguments[0]))) {
            System.out.println(server.url());
            new CountDownLatch(1).await();
        }
    }
}
