package im.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallbackClientTest {
    @Test
    void the_signature_is_the_vendors() {
        assertThat(CallbackClient.sign("my-callback-token", 1_767_225_600))
                .isEqualTo("cd336755a797a9c17d8a9b9a1a4dcd8e1d5f7d281e32053b77e7f2af96841cfa");
    }
}
