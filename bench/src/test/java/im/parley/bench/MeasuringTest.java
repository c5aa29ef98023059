package im.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuringTest {
    private static final String STAT =
            "4711 (a (b) c) S 1 4711 4711 0 -1 4194304 100 200 0 0 150 50 25 75 20 0 1 0 1000 1 1 1";

    @Test
    void cpu_time_is_read_behind_a_name_with_brackets() {
        assertThat(ProcessTable.cpuOfStat(STAT, false)).isEqualTo(2.0);
        assertThat(ProcessTable.cpuOfStat(STAT, true)).isEqualTo(3.0);
    }

    @Test
    void this_process_has_used_cpu_and_one_that_does_not_exist_has_not() {
        assertThat(ProcessTable.cpuOf(ProcessHandle.current().pid())).isPositive();
        assertThat(ProcessTable.cpuOf(0)).isZero();
        assertThat(ProcessTable.cpuOf(Integer.MAX_VALUE)).isZero();
        assertThat(ProcessTable.cpuOfMachine()).isPositive();
    }

    @Test
    void the_heap_is_told_from_the_rest_of_the_memory() {
        var smaps = """
                6c0000000-6d0000000 rw-p 00000000 00:00 0
                Size:             262144 kB
                Rss:                1000 kB
                Pss:                1000 kB
                7f0000000000-7f0000100000 rw-p 00000000 00:00 0
                Rss:                 500 kB
                7f0000100000-7f0000200000 r-xp 00000000 08:01 77 /usr/lib/libjvm.so
                Rss:                  24 kB
                """;
        var info = "garbage-first heap   total 262144K, used 99K [0x00000006c0000000, 0x0000000800000000)";
        var sample = MemorySample.read(smaps, info, 77);
        assertThat(sample).isEqualTo(new MemorySample(1524 * 1024, 1000 * 1024, 77));
        assertThat(sample.residentNative()).isEqualTo(524 * 1024);
    }

    @Test
    void the_median_is_the_middle_one_or_the_mean_of_two() {
        assertThat(Medians.of(List.of(9.0, 1.0, 2.0), x -> x)).isEqualTo(2);
        assertThat(Medians.of(List.of(1.0, 2.0), x -> x)).isEqualTo(1.5);
        assertThatThrownBy(() -> Medians.of(List.<Double>of(), x -> x)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_stamp_is_found_behind_its_mark() {
        var stamps = new Stamps(SendFrame.STAMP_MARK);
        assertThat(read(stamps, "{\"payload\":{\"text\":\"0000000000000012345 lorem\"}}"))
                .isEqualTo(12_345);
        assertThat(read(stamps, "{\"payload\":{\"text\":\"0000000000000012346 lorem\"}}"))
                .isEqualTo(12_346);
        assertThat(read(stamps, "{\"x\":7,\"payload\":{\"text\":\"0000000000000012347\"}}"))
                .isEqualTo(12_347);
        assertThat(read(stamps, "{\"payload\":{\"text\":\"0000000000000012348\"}}"))
                .isEqualTo(12_348);
        assertThat(read(stamps, "{\"payload\":{\"text\":\"00000000")).isEqualTo(Stamps.NONE);
    }

    private static long read(Stamps stamps, String frame) {
        var buffer = Unpooled.copiedBuffer("before" + frame + "after it", StandardCharsets.US_ASCII);
        return stamps.read(buffer, "before".length(), frame.length());
    }

    @Test
    void tables_align_their_columns() {
        var table = new Table("Title", List.of("name", "count", "share"));
        table.row("a", 12_345, 0.125);
        table.row("long name", 1, 99.96);
        assertThat(table.text()).isEqualTo("""
                Title
                  name        count  share
                  a          12,345   0.13
                  long name       1  100.0
                """);
    }
}
