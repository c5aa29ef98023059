package im.parley.protocol;

import im.parley.protocol.community.CreateTopic;
import im.parley.protocol.community.UpdateTopic;
import im.parley.protocol.group.CreateGroup;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.UpdateGroup;
import im.parley.protocol.group.UpdateMember;
import im.parley.protocol.message.ModifyMessage;
import im.parley.protocol.message.ReadableTexts;
import im.parley.protocol.message.SendMessage;
import im.parley.protocol.message.StoreMerger;
import im.parley.protocol.presence.SetStatus;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.protocol.relation.AddFriend;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a user writes by an operation for others to read; the setting `moderation.localWords` is about it. Signals
/// are not (`signaling#3`).
public final class WrittenTexts {
    private WrittenTexts() {}

    public static List<String> of(Object operation) {
        return switch (operation) {
            case SendMessage send -> ReadableTexts.of(send.type(), send.payload());
            case ModifyMessage modify ->
                modify.type() == null || modify.payload() == null
                        ? List.of()
                        : ReadableTexts.of(modify.type(), modify.payload());
            case StoreMerger merger -> ReadableTexts.of(merger.messageList());
            case UpdateProfile profile -> texts(profile.nick(), profile.selfSignature());
            case SetStatus status -> texts(status.customStatus());
            case AddFriend friend -> texts(friend.wording());
            case CreateGroup group -> texts(group.name(), group.introduction(), group.notification());
            case UpdateGroup group -> texts(group.name(), group.introduction(), group.notification());
            case JoinGroup join -> texts(join.applyMessage());
            case UpdateMember member -> texts(member.nameCard());
            case CreateTopic topic -> texts(topic.topicName(), topic.introduction(), topic.notification());
            case UpdateTopic topic -> texts(topic.topicName(), topic.introduction(), topic.notification());
            default -> List.of();
        };
    }

    private static List<String> texts(@Nullable String... texts) {
        return Stream.of(texts)
                .filter(Objects::nonNull)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
