package im.parley.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

class EnvelopeCodecTest {
    private static final Address ANN = new Address.User(7);

    @Property
    void what_is_written_is_read(
            @ForAll @NotEmpty @StringLength(max = 60) String kind,
            @ForAll @StringLength(max = 60) String instance,
            @ForAll byte[] body) {
        var envelope = new Envelope(ANN, clean(kind), instance.isEmpty() ? null : clean(instance), body);
        var read = EnvelopeCodec.decode(ANN, EnvelopeCodec.encode(envelope)).orElseThrow();
        assertThat(read.to()).isEqualTo(ANN);
        assertThat(read.kind()).isEqualTo(envelope.kind());
        assertThat(read.exceptInstance()).isEqualTo(envelope.exceptInstance());
        assertThat(read.body()).isEqualTo(body);
    }

    @Property
    void any_bytes_are_an_envelope_or_nothing(@ForAll byte[] bytes) {
        assertThat(EnvelopeCodec.decode(ANN, bytes)).isNotNull();
    }

    @Property
    void no_beginning_of_an_envelope_breaks_the_reader(@ForAll byte[] body, @ForAll byte length) {
        var whole = EnvelopeCodec.encode(new Envelope(ANN, "push", "instance", body));
        var cut = Arrays.copyOf(whole, Math.floorMod(length, whole.length + 1));
        assertThat(EnvelopeCodec.decode(ANN, cut)).isNotNull();
    }

    @Example
    void names_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> EnvelopeCodec.encode(new Envelope(ANN, "k".repeat(256), null, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Half of a surrogate pair is not text that UTF-8 can carry.
    private static String clean(String text) {
        var kept = text.replaceAll("\\p{Cs}", "?");
        return kept.isEmpty() ? "x" : kept;
    }
}
