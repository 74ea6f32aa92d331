package io.tidebank.collect.feed.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A real broker of Kafka in this process, on free ports, its files in a passing folder; it can go and come back. */
public final class KafkaBroker implements AutoCloseable {

    private final Path folder;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private @Nullable KafkaRaftServer server;

    public KafkaBroker(Path folder) {
        this.folder = folder;
        format();
        start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void format() {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setDirectories(List.of(folder.toString()))
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("A broker's folder cannot be made", e);
        }
    }

    /** Starts it, or starts it again with all that it held. */
    public void start() {
        KafkaRaftServer fresh = new KafkaRaftServer(KafkaConfig.apply(settings(), false), Time.SYSTEM);
        fresh.startup();
        server = fresh;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("auto.create.topics.enable", "false");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        return settings;
    }

    /** Ends it; what it held is there when it starts again. */
    public void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public void topic(String name, int partitions) {
        topic(name, partitions, Map.of());
    }

    public void topic(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
        admin(admin -> admin.createTopics(List.of(topic)).all());
    }

    public void deleteTopic(String name) {
        admin(admin -> admin.deleteTopics(List.of(name)).all());
    }

    public void morePartitions(String topic, int partitions) {
        admin(admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
    }

    /** Deletes the records of a partition before an offset, as retention does. */
    public void deleteBefore(String topic, int partition, long offset) {
        admin(admin -> admin.deleteRecords(
                        Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    private void admin(java.util.function.Function<Admin, Future<?>> work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            work.apply(admin).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Produces a record to a partition, and returns when the broker has it. */
    public RecordMetadata send(String topic, int partition, String value) {
        try (KafkaProducer<String, byte[]> producer = producer(Map.of())) {
            return send(producer, topic, partition, value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** Produces many at once, and returns when the broker has them all. */
    public void send(List<ProducerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer = producer(Map.of())) {
            records.stream().map(producer::send).toList().forEach(KafkaBroker::await);
        }
    }

    public static RecordMetadata send(
            KafkaProducer<String, byte[]> producer, String topic, int partition, byte @Nullable [] value) {
        return await(producer.send(new ProducerRecord<>(topic, partition, null, value)));
    }

    /** Returns when the broker has what was sent. */
    static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrap());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        stop();
    }
}
