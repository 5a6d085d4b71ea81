// SPDX-License-Identifier: MIT
#include "tests/core/simulator/briefsettings.h"

namespace kaunt::test {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

SimulatorSettings settingsFor(const QUrl& target)
{
    SimulatorSettings settings;
    settings.credentials = {u"client"_s, "client secret"};
    settings.webhookSecret = "hush";
    settings.targets = {target};
    settings.meanPause = 1ms;
    settings.repeatShare = 0.0;
    settings.wrongSignatureShare = 0.0;
    settings.retry = {.base = 1ms, .factor = 1.0, .jitter = 0.0};
    return settings;
}

} // namespace kaunt::test
