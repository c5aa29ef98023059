package im.parley.server.session;

import im.parley.protocol.Types;
import im.parley.protocol.session.Platform;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.MultiDevicePolicy;
import im.parley.server.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// How many instances of one user may be signed in together, and which of them leave when one more comes.
///
/// Who signs in stays. Of the others, those leave whose kind of terminal may not be online beside it;
/// then, of its own kind, as many as are too many, the oldest first and among equally old ones by
/// instanceID. Kinds that have nothing to do with who signs in are left alone.
///
/// @param maxWebInstances web pages, 1 to 10
/// @param maxInstancesPerPlatform terminals of one native platform under [MultiDevicePolicy#MULTI], 1 to
///     3
record InstancePolicy(MultiDevicePolicy devices, int maxWebInstances, int maxInstancesPerPlatform) {
    private static final Comparator<Instance> OLDEST_FIRST =
            Comparator.comparingLong(Instance::signedInAt).thenComparing(Instance::instanceID);

    /// The policy by the current settings.
    static InstancePolicy of(Settings settings) {
        return new InstancePolicy(
                settings.get(AppSettings.MULTI_DEVICE_POLICY),
                settings.get(AppSettings.MAX_WEB_INSTANCES),
                settings.get(AppSettings.MAX_INSTANCES_PER_PLATFORM));
    }

    /// @param type a `KICKED_OUT_…` value of [Types]
    record Leaving(Instance instance, String type) {}

    /// Who must leave when an instance on this platform signs in.
    ///
    /// @param others the user's other instances, in any order
    List<Leaving> leaving(Platform platform, Collection<Instance> others) {
        var leaving = new ArrayList<Leaving>();
        for (var other : sorted(others, other -> other.platform() != platform)) {
            if (excludes(platform, other.platform())) {
                leaving.add(new Leaving(other, Types.KICKED_OUT_MULT_DEVICE));
            }
        }
        var same = sorted(others, other -> other.platform() == platform);
        for (var other : same.subList(0, Math.max(0, same.size() + 1 - limit(platform)))) {
            leaving.add(new Leaving(
                    other, platform == Platform.WEB ? Types.KICKED_OUT_MULT_ACCOUNT : Types.KICKED_OUT_MULT_DEVICE));
        }
        return leaving;
    }

    /// Who should have left already, had each sign-in been heard of by all nodes.
    ///
    /// @param all the user's instances, in any order
    List<Leaving> overdue(Collection<Instance> all) {
        var staying = new ArrayList<Instance>();
        var overdue = new ArrayList<Leaving>();
        for (var coming : all.stream().sorted(OLDEST_FIRST).toList()) {
            for (var leaving : leaving(coming.platform(), staying)) {
                staying.remove(leaving.instance());
                overdue.add(leaving);
            }
            staying.add(coming);
        }
        return overdue;
    }

    private static List<Instance> sorted(Collection<Instance> instances, Predicate<Instance> which) {
        return instances.stream().filter(which).sorted(OLDEST_FIRST).toList();
    }

    private int limit(Platform platform) {
        if (platform == Platform.WEB) {
            return maxWebInstances;
        }
        return devices == MultiDevicePolicy.MULTI ? maxInstancesPerPlatform : 1;
    }

    private boolean excludes(Platform one, Platform other) {
        return switch (devices) {
            case SINGLE -> true;
            case DOUBLE -> one != Platform.WEB && other != Platform.WEB;
            case TRIPLE -> isMobile(one) && isMobile(other) || isComputer(one) && isComputer(other);
            case MULTI -> false;
        };
    }

    private static boolean isMobile(Platform platform) {
        return switch (platform) {
            case ANDROID, IPHONE, IPAD -> true;
            case WEB, WINDOWS, MAC, LINUX -> false;
        };
    }

    private static boolean isComputer(Platform platform) {
        return switch (platform) {
            case WINDOWS, MAC, LINUX -> true;
            case WEB, ANDROID, IPHONE, IPAD -> false;
        };
    }
}
