// SPDX-License-Identifier: MIT
#include "core/webhook/noanswer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kaunt {

namespace {

using Reason = NoAnswer::Reason;

constexpr std::array<std::pair<Reason, const char*>, 8> codes{{{Reason::NoHttp, "no-http"},
                                                               {Reason::LargeHeaders, "large-headers"},
                                                               {Reason::NotListening, "not-listening"},
                                                               {Reason::NoSecret, "no-secret"},
                                                               {Reason::BodyCut, "body-cut"},
                                                               {Reason::TooOld, "too-old"},
                                                               {Reason::Busy, "busy"},
                                                               {Reason::Ended, "ended"}}};

} // namespace

QString NoAnswer::text() const
{
    const auto* found =
        std::find_if(codes.begin(), codes.end(), [this](const auto& code) { return code.first == reason; });
    if (found != codes.end())
        return QLatin1String(found->second);
    return systemText.isEmpty() ? QString() : systemText;
}

NoAnswer NoAnswer::fromText(const QString& text)
{
    const auto* found = std::find_if(codes.begin(), codes.end(),
                                     [&text](const auto& code) { return text == QLatin1String(code.second); });
    return found == codes.end() ? NoAnswer{Reason::System, text} : NoAnswer{found->first, {}};
}

} // namespace kaunt
