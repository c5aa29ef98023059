package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.server.media.MediaService.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Service `im_cos_msg`: files that users uploaded. They are named by any address that was made for them, also
/// one whose time is up.
final class FileCommands {
    private static final String SERVICE = "im_cos_msg";
    private static final int MAX_FILES = 100;
    private static final ErrorCode INVALID = ErrorCode.JSON_PARSE_ERROR;

    private FileCommands() {}

    static void addTo(RestTable.Area<RestOperations> table) {
        table.on(SERVICE, "get_cos_sig", Wanted.class, FileCommands::sign)
                .on(SERVICE, "forbid_illegal_object", File.class, (area, request) -> ban(area, request, true))
                .on(SERVICE, "allow_banned_object", File.class, (area, request) -> ban(area, request, false));
    }

    private static Named named(RestOperations area, @Nullable String url) {
        var given = Check.present("RawURL", url, INVALID);
        return area.media()
                .named(given)
                .orElseThrow(() -> INVALID.because(
                        "RawURL is " + Check.quote(given) + ", expected the address of a file that was uploaded here"));
    }

    /// @param rawUrls 1 to 100
    record Wanted(@JsonProperty("RawURLs") @Nullable List<Item> rawUrls) {}

    /// @param resourceID the caller's own, told with the answer
    record Item(
            @JsonProperty("ResourceID") @Nullable Long resourceID,
            @JsonProperty("RawURL") @Nullable String rawUrl) {}

    record Signed(@JsonProperty("PreSigURLs") List<Answer> preSigUrls) {}

    /// @param code 0, or why there is no answer, which `desc` tells
    /// @param url empty: the file is not to be had
    /// @param status 0: it can be read; 1: banned; 2: gone
    record Answer(
            int code,
            String desc,
            @JsonProperty("ResourceID") @Nullable Long resourceID,
            @JsonProperty("PreSigURL") String url,
            @Nullable Integer status) {}

    private static Signed sign(RestOperations area, Wanted request) {
        var items = Check.list("RawURLs", request.rawUrls(), MAX_FILES, INVALID);
        return new Signed(items.stream().map(item -> sign(area, item)).toList());
    }

    private static Answer sign(RestOperations area, Item item) {
        try {
            var named = named(area, item.rawUrl());
            return switch (area.bans().state(named.uuid(), named.size())) {
                case READABLE ->
                    new Answer(
                            0,
                            "",
                            item.resourceID(),
                            area.media().address(area.address().get(), named),
                            0);
                case BANNED -> new Answer(0, "", item.resourceID(), "", 1);
                case GONE -> new Answer(0, "", item.resourceID(), "", 2);
            };
        } catch (ChatException none) {
            return new Answer(none.code(), String.valueOf(none.getMessage()), item.resourceID(), "", null);
        }
    }

    record File(@JsonProperty("RawURL") @Nullable String rawUrl) {}

    private static Nothing ban(RestOperations area, File request, boolean isBanned) {
        var named = named(area, request.rawUrl());
        if (!area.bans().set(named.uuid(), isBanned)) {
            throw INVALID.because(
                    "RawURL is " + Check.quote(request.rawUrl()) + ", which is the address of a file that is gone");
        }
        return Nothing.INSTANCE;
    }
}
