// SPDX-License-Identifier: MIT
#include "core/webhook/noanswer.h"

#include "core/codetable.h"

namespace kaunt {

namespace {

using Reason = NoAnswer::Reason;

constexpr CodeTable<Reason, 8> codes{{{Reason::NoHttp, "no-http"},
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
    QString code = codeIn(codes, reason);
    if (!code.isNull())
        return code;
    return systemText.isEmpty() ? QString() : systemText;
}

NoAnswer NoAnswer::fromText(const QString& text)
{
    const auto reason = valueIn(codes, text);
    return reason ? NoAnswer{*reason, {}} : NoAnswer{Reason::System, text};
}

} // namespace kaunt
