package im.parley.server.group;

import im.parley.protocol.Types;
import im.parley.protocol.group.ChangedProfile;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Setting;
import im.parley.server.settings.Settings;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which changes of groups leave a tip, as the settings say. Safe for use by many threads.
public final class GroupTips {
    /// Of tips that one setting decides; those of new and former administrators are always left.
    private static final Map<Integer, Setting<Set<String>>> BY_OPERATION = Map.of(
            Types.GRP_TIP_MBR_JOIN, AppSettings.TIPS_JOIN,
            Types.GRP_TIP_MBR_QUIT, AppSettings.TIPS_QUIT,
            Types.GRP_TIP_MBR_KICKED_OUT, AppSettings.TIPS_KICK,
            Types.GRP_TIP_MBR_PROFILE_UPDATED, AppSettings.TIPS_MUTE);

    private static final ChangedProfile NOTHING =
            new ChangedProfile(null, null, null, null, null, null, null, null, null);

    private final Settings settings;

    public GroupTips(Settings settings) {
        this.settings = settings;
    }

    /// @param operation a `GRP_TIP_…` value
    boolean tell(GroupType type, int operation) {
        var setting = BY_OPERATION.get(operation);
        return setting == null || isOn(setting, type);
    }

    /// The same of live rooms.
    ///
    /// @param operation a `GRP_TIP_…` value
    public boolean tellLive(int operation) {
        return tell(GroupType.AVCHATROOM, operation);
    }

    /// What of a changed profile is told; null: nothing.
    @Nullable
    ChangedProfile of(GroupType type, ChangedProfile changed) {
        boolean fields = isOn(AppSettings.TIPS_PROFILE, type);
        boolean mute = isOn(AppSettings.TIPS_MUTE_ALL, type);
        boolean options = isOn(AppSettings.TIPS_OPTIONS, type);
        var told = new ChangedProfile(
                onlyIf(fields, changed.groupName()),
                onlyIf(fields, changed.introduction()),
                onlyIf(fields, changed.notification()),
                onlyIf(fields, changed.avatar()),
                onlyIf(fields, changed.ownerID()),
                onlyIf(mute, changed.muteAllMembers()),
                onlyIf(options, changed.joinOption()),
                onlyIf(options, changed.inviteOption()),
                onlyIf(fields, changed.groupCustomField()));
        return told.equals(NOTHING) ? null : told;
    }

    private static <T> @Nullable T onlyIf(boolean isOn, @Nullable T value) {
        return isOn ? value : null;
    }

    private boolean isOn(Setting<Set<String>> setting, GroupType type) {
        return settings.get(setting).contains(type.settingName());
    }
}
