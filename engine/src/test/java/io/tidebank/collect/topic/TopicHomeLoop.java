package io.tidebank.collect.topic;

import io.tidebank.error.TidebankException;
import java.nio.file.Path;

/** A home in a process of its own that takes from Kafka, tells collectors and commits without a rest, until it is killed. */
final class TopicHomeLoop {

    private TopicHomeLoop() {}

    /** @param arguments the home */
    public static void main(String[] arguments) throws InterruptedException {
        TopicHome home = new TopicHome(Path.of(arguments[0]));
        JournalTopic topic = home.topic();
        Thread.ofPlatform().start(() -> {
            while (true) {
                home.brand().intake().commit();
                System.out.println(topic.status().read());
            }
        });
        while (true) {
            try {
                topic.tend();
                topic.step();
            } catch (TidebankException e) {
                // The brokers come back, and all goes on.
                System.err.println(e.getMessage());
            }
        }
    }
}
