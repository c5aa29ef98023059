package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.community.CreateTopic;
import im.parley.protocol.community.DeleteTopics;
import im.parley.protocol.community.TopicFailure;
import im.parley.protocol.community.UpdateTopic;
import im.parley.server.community.BackEndTopics.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Service `million_group_open_http_svc`, and `import_topic` of `group_open_http_svc`: topics of communities.
final class TopicCommands {
    private static final String SERVICE = "million_group_open_http_svc";

    private TopicCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(SERVICE, "create_topic", Profile.class, TopicCommands::create)
                .on(SERVICE, "modify_topic", Profile.class, TopicCommands::change)
                .on(SERVICE, "destroy_topic", Named.class, TopicCommands::destroy)
                .on(SERVICE, "get_topic", Named.class, TopicCommands::get)
                .on(GroupCommands.SERVICE, "import_topic", Profile.class, TopicCommands::bring);
    }

    private static String present(String field, @Nullable String value) {
        return Check.present(field, value, ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    /// A topic as it is to be.
    ///
    /// @param topicID of a new one, absent: the server makes one
    /// @param from userID of who does it, as members see it; absent: the administrator
    /// @param muteAllMember `On` or `Off`; not for a new one
    /// @param createTime of `import_topic` alone: seconds since 1970
    record Profile(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("TopicId") @Nullable String topicID,
            @Nullable String topicName,
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable String customString,
            @Nullable String faceUrl,
            @Nullable String notification,
            @Nullable String introduction,
            @Nullable String muteAllMember,
            @Nullable Long createTime) {
        private CreateTopic toCreate() {
            return new CreateTopic(
                    present("GroupId", groupID),
                    topicID,
                    present("TopicName", topicName),
                    introduction,
                    notification,
                    faceUrl,
                    customString);
        }

        private UpdateTopic toUpdate() {
            return new UpdateTopic(
                    present("GroupId", groupID),
                    present("TopicId", topicID),
                    topicName,
                    introduction,
                    notification,
                    faceUrl,
                    customString,
                    GroupCommands.onOff(muteAllMember));
        }
    }

    record Made(@JsonProperty("TopicId") String topicID) {}

    private static Made create(RestGroups area, Profile request) {
        return GroupCommands.numbered(() -> new Made(area.topics()
                .create(GroupCommands.operator(area.users(), request.from()), request.toCreate())
                .topicID()));
    }

    private static Made bring(RestGroups area, Profile request) {
        return GroupCommands.numbered(() -> new Made(area.topics()
                .bring(GroupCommands.operator(area.users(), request.from()), request.toCreate(), request.createTime())
                .topicID()));
    }

    private static Nothing change(RestGroups area, Profile request) {
        return GroupCommands.numbered(() -> {
            area.topics().update(GroupCommands.operator(area.users(), request.from()), request.toUpdate());
            return Nothing.INSTANCE;
        });
    }

    /// @param topicIDList absent: all
    record Named(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("TopicIdList") @Nullable List<String> topicIDList) {}

    record Destroyed(List<Result> destroyResultItem) {}

    record Result(@JsonProperty("TopicId") String topicID, int errorCode, String errorInfo) {}

    private static Destroyed destroy(RestGroups area, Named request) {
        var topicIDs = Check.present("TopicIdList", request.topicIDList(), ErrorCode.GROUP_INVALID_PARAMETERS);
        var failures = GroupCommands.numbered(() -> area.topics()
                        .delete(
                                GroupCommands.operator(area.users(), request.from()),
                                new DeleteTopics(present("GroupId", request.groupID()), topicIDs)))
                .stream()
                .collect(Collectors.toMap(TopicFailure::topicID, Function.identity(), (one, same) -> one));
        var results = new ArrayList<Result>();
        for (var topicID : topicIDs) {
            var failure = failures.get(topicID);
            results.add(
                    failure == null
                            ? new Result(topicID, 0, "")
                            : new Result(topicID, failure.code(), failure.message()));
        }
        return new Destroyed(results);
    }

    record Topics(List<Answer> topicAndSelfInfo) {}

    /// One topic, or why it cannot be told.
    record Answer(int errorCode, String errorInfo, Info topicInfo) {}

    record Info(
            @JsonProperty("TopicId") String topicID,
            @Nullable String topicName,
            @Nullable String customString,
            @Nullable String faceUrl,
            @Nullable String notification,
            @Nullable String introduction,
            @Nullable String muteAllMember,
            @Nullable Long createTime,
            @Nullable Long nextMsgSeq) {
        private static Info of(Found found) {
            var topic = found.topic();
            return new Info(
                    topic.topicID(),
                    topic.topicName(),
                    topic.customData(),
                    topic.avatar(),
                    topic.notification(),
                    topic.introduction(),
                    topic.muteAllMembers() ? "On" : "Off",
                    topic.createTime(),
                    found.nextSequence());
        }

        private static Info missing(String topicID) {
            return new Info(topicID, null, null, null, null, null, null, null, null);
        }
    }

    private static Topics get(RestGroups area, Named request) {
        var topics = area.topics().get(present("GroupId", request.groupID()), request.topicIDList());
        var answers = new LinkedHashMap<String, Answer>();
        topics.found().forEach(found -> answers.put(found.topic().topicID(), new Answer(0, "", Info.of(found))));
        topics.missing()
                .forEach(failure -> answers.put(
                        failure.topicID(),
                        new Answer(failure.code(), failure.message(), Info.missing(failure.topicID()))));
        return new Topics(List.copyOf(answers.values()));
    }
}
