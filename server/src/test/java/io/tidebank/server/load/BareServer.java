package io.tidebank.server.load;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that a durable collector could do, in the same web server: parse the JSON, append the bytes to a file, answer
 * when they are forced to the disk, many requests with one force. No keys, no duplicates, no events, no lake.
 */
final class BareServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(4096);
    private final FileChannel file;
    private final Thread writer;
    private final Consumer<JsonNode> parsed;

    private record Waiting(byte[] body, CompletableFuture<Boolean> written) {}

    /** @param parsed what else is done with the JSON of a body before it is written */
    BareServer(Path folder, Consumer<JsonNode> parsed) throws IOException, LifecycleException {
        this.parsed = parsed;
        Files.createDirectories(folder);
        file = FileChannel.open(
                folder.resolve("bare.log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        writer = Thread.ofPlatform().daemon().start(this::write);
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "bare", new Handler());
        context.addServletMappingDecoded("/*", "bare");
        tomcat.start();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    private final class Handler extends HttpServlet {

        private static final long serialVersionUID = 1;
        private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            parsed.accept(JsonMapper.shared().readTree(body));
            Waiting entry = new Waiting(body, new CompletableFuture<>());
            waiting.add(entry);
            entry.written().join();
            response.setContentType("application/json");
            response.setContentLength(SUCCESS.length);
            response.getOutputStream().write(SUCCESS);
        }
    }

    private void write() {
        List<Waiting> group = new ArrayList<>();
        try {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group);
                for (Waiting entry : group) {
                    file.write(ByteBuffer.wrap(entry.body()));
                }
                file.force(false);
                group.forEach(entry -> entry.written().complete(true));
                group.clear();
            }
        } catch (IOException e) {
            throw new IllegalStateException("The bare server cannot write", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws LifecycleException, IOException {
        tomcat.stop();
        tomcat.destroy();
        writer.interrupt();
        file.close();
    }
}
