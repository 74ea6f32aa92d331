package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineChartTest {

    @Test
    void aSparklineGoesFromTheLowestToTheHighestBlock() {
        List<Double> rising =
                DoubleStream.iterate(0, v -> v + 1).limit(8).boxed().toList();

        assertThat(LineChart.spark(rising, 8)).isEqualTo("▁▂▃▄▅▆▇█");
    }

    @Test
    void aLongSeriesIsDrawnInTheRoomThatThereIs() {
        List<Double> values = IntStream.range(0, 1000).mapToObj(i -> (double) i).toList();

        assertThat(LineChart.spark(values, 20)).hasSize(20).startsWith("▁").endsWith("█");
    }

    @Test
    void theChartNamesItsScaleAndItsEnds() {
        List<String> days = List.of("2026-01-01", "2026-01-02", "2026-01-03");

        List<String> lines = LineChart.draw(days, List.of(100.0, 150.0, 300.0), 60, 4, Paint.DIM, false);

        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).startsWith("300.00");
        assertThat(lines.get(3)).startsWith("100.00").endsWith("▁██");
        assertThat(lines.getLast()).contains("2026-01-01").contains("2026-01-03");
    }

    @Test
    void aFlatSeriesIsNoError() {
        assertThat(LineChart.spark(List.of(5.0, 5.0, 5.0), 10)).hasSize(3);
    }
}
