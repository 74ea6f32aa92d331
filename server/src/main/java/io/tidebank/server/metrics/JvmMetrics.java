package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/** The process itself: memory, threads, collections of garbage, time on the processors. */
final class JvmMetrics {

    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private JvmMetrics() {}

    static List<MetricSnapshot> read() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Labels heap = Labels.of("area", "heap");
        Labels other = Labels.of("area", "nonheap");
        Counters garbageSeconds = new Counters("jvm_gc_collection_seconds", "Time spent collecting garbage");
        Counters garbageRounds = new Counters("jvm_gc_collections", "Collections of garbage");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            Labels labels = Labels.of("gc", collector.getName());
            garbageSeconds.add(labels, Math.max(0, collector.getCollectionTime()) / MILLIS);
            garbageRounds.add(labels, Math.max(0, collector.getCollectionCount()));
        }
        return List.of(
                new Gauges("jvm_memory_used_bytes", "Memory of the JVM in use")
                        .add(heap, memory.getHeapMemoryUsage().getUsed())
                        .add(other, memory.getNonHeapMemoryUsage().getUsed())
                        .snapshot(),
                new Gauges("jvm_memory_max_bytes", "Most memory that the heap may take")
                        .add(heap, memory.getHeapMemoryUsage().getMax())
                        .snapshot(),
                one(
                        "jvm_threads_current",
                        "Platform threads",
                        ManagementFactory.getThreadMXBean().getThreadCount()),
                one(
                        "process_start_time_seconds",
                        "When the process started, since 1970",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS),
                processorTime(),
                garbageSeconds.snapshot(),
                garbageRounds.snapshot());
    }

    private static MetricSnapshot processorTime() {
        Counters time = new Counters("process_cpu_seconds", "Time on the processors");
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            time.add(Labels.EMPTY, Math.max(0, system.getProcessCpuTime()) / NANOS);
        }
        return time.snapshot();
    }

    private static MetricSnapshot one(String name, String help, double value) {
        return new Gauges(name, help).add(Labels.EMPTY, value).snapshot();
    }
}
