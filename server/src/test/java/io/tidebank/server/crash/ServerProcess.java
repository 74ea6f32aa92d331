package io.tidebank.server.crash;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.TidebankServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A server in a process of its own, as {@code tidebank serve} runs it, that serves until it is killed. */
final class ServerProcess {

    private ServerProcess() {}

    /** @param arguments the home, and the port */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(arguments[0]);
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, Integer.parseInt(arguments[1]))) {
            System.out.println(server.url());
            new CountDownLatch(1).await();
        }
    }

    /** Starts one; what it says goes into a file. */
    static Process start(Path home, int port, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(it -> it.startsWith("--") || it.startsWith("-Darrow"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ServerProcess.class.getName(), home.toString(), Integer.toString(port)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
