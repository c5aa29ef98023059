package im.parley.server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// People on a server whose app has a back end.
abstract class BackEndScenario extends GroupScenario {
    BackEnd backEnd;

    @BeforeEach
    void aBackEnd() throws Exception {
        backEnd = new BackEnd(server);
    }

    @AfterEach
    void withoutOne() throws Exception {
        backEnd.reset();
        backEnd.close();
    }
}
