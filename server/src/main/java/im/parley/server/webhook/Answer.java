package im.parley.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/// What a back end answered.
///
/// @param code its `ErrorCode`; 0: it may go ahead
/// @param info its `ErrorInfo`; may be empty
/// @param json all of it, with what the command has of its own
public record Answer(int code, String info, JsonNode json) {
    private static final int LONGEST_INFO = 1_000;

    static Answer of(JsonNode json) {
        return new Answer(
                json.path("ErrorCode").asInt(), shortened(json.path("ErrorInfo").asText()), json);
    }

    private static String shortened(String info) {
        return info.length() > LONGEST_INFO ? info.substring(0, LONGEST_INFO) : info;
    }

    /// What it says of one of several users: its own refusal, or theirs of
    /// `ResultItem[{To_Account, ResultCode, ResultInfo}]`.
    public Answer about(String userID) {
        if (!allows()) {
            return this;
        }
        for (var item : json.path("ResultItem")) {
            if (item.path("To_Account").asText().equals(userID)) {
                return new Answer(
                        item.path("ResultCode").asInt(),
                        shortened(item.path("ResultInfo").asText()),
                        item);
            }
        }
        return this;
    }

    public boolean allows() {
        return code == 0;
    }

    /// What is told to who asked for it.
    public String reason() {
        return info.isEmpty() ? "the app's back end does not allow it" : info;
    }
}
