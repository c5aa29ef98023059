package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ProtocolJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Elements of the REST API, as clients get them.
class BackEndContentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            TIMTextElem | {"Text":"hi"} | {"text":"hi"}
            TIMCustomElem | {"Ext":"e"} | {"data":"","description":"","extension":"e"}
            TIMSoundElem | {"Url":"http://x","UUID":"u","Size":9,"Second":2,"Download_Flag":2} | {"uuid":"u","size":9,"second":2}
            TIMFileElem | {"UUID":"u","FileSize":9,"FileName":"f"} | {"uuid":"u","fileSize":9,"fileName":"f"}
            TIMVideoFileElem | {"VideoUUID":"v","VideoSize":9,"ThumbUUID":"t","ThumbWidth":4} | {"videoUUID":"v","videoSize":9,"thumbUUID":"t","thumbWidth":4}
            TIMImageElem | {"UUID":"u","ImageFormat":1,"ImageInfoArray":[{"Type":1,"Size":9,"Width":8,"Height":7},{"Type":2,"Size":6,"Width":5,"Height":4},{"Type":3,"Size":3,"Width":2,"Height":1}]} | {"uuid":"u","imageFormat":1,"imageInfoArray":[{"type":0,"size":9,"width":8,"height":7},{"type":1,"size":3,"width":2,"height":1},{"type":2,"size":6,"width":5,"height":4}]}
            """)
    void fields_get_their_client_names(String type, String given, String expected) throws JsonProcessingException {
        var json = ProtocolJson.mapper();

        var content = BackEndContents.readAll(
                        List.of(new BackEndContents.Element(type, json.readTree(given))),
                        new BackEndContents.Codes(1, 2))
                .getFirst();

        assertThat(json.readTree(content.payload().toString())).isEqualTo(json.readTree(expected));
    }
}
