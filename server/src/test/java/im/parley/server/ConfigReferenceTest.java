package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
    private static final Path PAGE = Path.of("../docs/config.md");

    /// Writes the page with `-Dparley.docs.write=true`, otherwise compares it.
    @Test
    void the_reference_page_is_up_to_date() throws IOException {
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(PAGE, ConfigReference.markdown());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(ConfigReference.markdown());
    }
}
