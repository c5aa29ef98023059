package im.parley.sdk;

import im.parley.protocol.Types;
import org.jspecify.annotations.Nullable;

/// Texts that mean what the app says. At least one of them must not be empty, or the send is refused.
///
/// @param data null: empty
/// @param description null: empty
/// @param extension null: empty
public record CustomPayload(String data, String description, String extension) implements Payload {
    public CustomPayload(@Nullable String data, @Nullable String description, @Nullable String extension) {
        this.data = data == null ? "" : data;
        this.description = description == null ? "" : description;
        this.extension = extension == null ? "" : extension;
    }

    /// Data alone.
    public static CustomPayload of(String data) {
        return new CustomPayload(data, "", "");
    }

    @Override
    public String type() {
        return Types.MSG_CUSTOM;
    }
}
