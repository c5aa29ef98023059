package im.parley.server.assist;

import im.parley.protocol.assist.ConvertVoiceToText;
import im.parley.protocol.assist.TranslateText;
import im.parley.server.operation.OperationTable;

/// The operations that help to understand messages.
public final class AssistOperations {
    private final Translations translations;
    private final Speech speech;

    public AssistOperations(Translations translations, Speech speech) {
        this.translations = translations;
        this.speech = speech;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(TranslateText.class, translations::translate);
        table.on(ConvertVoiceToText.class, speech::convert);
    }
}
