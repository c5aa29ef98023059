package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Topics (section I of the contract): the conversations of a community that was made with
/// [GroupCreation#supportTopic]. Messages go to `GROUP<topicID>` as to a group; topics are not on the list of
/// conversations (`getConversationList#12`). Calls before [Chat#isReady] fail as those of [MessageApi].
///
/// The futures fail with 10010 where there is no such community or topic, with 10007 where the user may not
/// do that, and with 10004 for a value out of range or a group without topics.
public interface TopicApi {
    /// The communities with topics that the user is in (`getJoinedCommunityList#1`). Does not ask the server.
    CompletableFuture<GroupList> getJoinedCommunityList();

    /// Makes a topic; the community's owner and admins may (`createTopicInCommunity#4`). A community has at
    /// most 200.
    ///
    /// The future also fails with 3021 (a topicID that does not fit), 10021 (it is in use) and 3122 (topics
    /// are switched off).
    ///
    /// @return the topicID
    /// @throws IllegalArgumentException if the options are missing
    CompletableFuture<String> createTopicInCommunity(TopicCreation options);

    /// Deletes topics with all their messages; the community's owner and admins may.
    ///
    /// @param topicIDList 1 to 200
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID, List<String> topicIDList);

    /// The same for all topics (`deleteTopicFromCommunity#2`).
    CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID);

    /// Changes fields of a topic; the community's owner and admins may. Others get [Events#TOPIC_UPDATED].
    ///
    /// @return the topic as it is now
    /// @throws IllegalArgumentException if the options are missing
    CompletableFuture<Topic> updateTopicProfile(TopicUpdate options);

    /// All topics of a community, in the order in which they were made (`getTopicList#2`). What the server
    /// said is kept up to date and answers further calls for 300 seconds (`getTopicList#3`); it is asked at
    /// most 10 times a second.
    ///
    /// The future also fails with 2996 (too many calls).
    ///
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<TopicList> getTopicList(String groupID);

    /// The same for some topics, in the order asked.
    ///
    /// @param topicIDList 1 to 200
    CompletableFuture<TopicList> getTopicList(String groupID, List<String> topicIDList);
}
