package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.group.HandleApplication;
import im.parley.protocol.group.ListApplications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Asks for applications and decides them.
final class GroupApplications implements GroupApplicationApi {
    private static final Set<String> ACTIONS = Set.of(HandleApplication.AGREE, HandleApplication.REJECT);
    private static final int NOTICE_APPLICATION = 1;

    private final SerialExecutor work;
    private final Readiness readiness;
    private final Link link;
    private final Groups groups;
    private final Duration timeout;
    private final RateLimit lists =
            new RateLimit("getGroupApplicationList", 15, Duration.ofSeconds(1), System::nanoTime); // general#9

    GroupApplications(SerialExecutor work, Readiness readiness, Link link, Groups groups, Duration timeout) {
        this.work = work;
        this.readiness = readiness;
        this.link = link;
        this.groups = groups;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<List<GroupApplication>> getGroupApplicationList() {
        return readiness.guard(() -> work.answer(() -> {
            lists.take();
            return pages(new ArrayList<>(), null);
        }));
    }

    private CompletableFuture<List<GroupApplication>> pages(List<GroupApplication> before, @Nullable String last) {
        return link.call(new ListApplications(last, Limits.GROUP_PAGE), timeout).thenCompose(page -> {
            page.applicationList().forEach(one -> before.add(GroupApplication.of(one)));
            return page.isCompleted()
                    ? CompletableFuture.completedFuture(List.copyOf(before))
                    : pages(before, before.getLast().messageKey());
        });
    }

    @Override
    public CompletableFuture<Group> handleGroupApplication(
            Message notice, String handleAction, @Nullable String handleMessage) {
        return readiness.guard(() -> {
            Params.present("message", notice);
            if (!(notice.payload() instanceof GroupSystemNoticePayload told)
                    || told.operationType() != NOTICE_APPLICATION
                    || told.messageKey() == null
                    || told.authentication() == null) {
                throw Params.invalid("message is no notice of an application");
            }
            return handle(
                    told.groupProfile().groupID(),
                    told.messageKey(),
                    told.authentication(),
                    handleAction,
                    handleMessage);
        });
    }

    @Override
    public CompletableFuture<Group> handleGroupApplication(
            GroupApplication application, String handleAction, @Nullable String handleMessage) {
        return readiness.guard(() -> {
            Params.present("application", application);
            return handle(
                    application.groupID(),
                    application.messageKey(),
                    application.authentication(),
                    handleAction,
                    handleMessage);
        });
    }

    private CompletableFuture<Group> handle(
            String groupID,
            String messageKey,
            String authentication,
            String handleAction,
            @Nullable String handleMessage) {
        Params.that(
                ACTIONS.contains(Params.present("handleAction", handleAction)),
                "handleAction",
                handleAction,
                "Agree or Reject");
        return work.answer(() -> link.call(
                        new HandleApplication(groupID, messageKey, authentication, handleAction, handleMessage),
                        timeout)
                .thenApply(result -> groups.answered(result.group())));
    }
}
