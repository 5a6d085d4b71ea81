// SPDX-License-Identifier: MIT
#include "tests/fuzz/requestsequence.h"

#include "core/http/requestparser.h"
#include "tests/fuzz/fuzztarget.h"

#include <QList>

#include <algorithm>

namespace kaunt::test {

using http::Limits;
using http::RequestParser;

namespace {

/// Small, so that a short input reaches every one of them.
Limits smallLimits()
{
    Limits limits;
    limits.maxBodyBytes = 200;
    limits.maxHeaderBytes = 600;
    limits.maxHeaders = 10;
    limits.maxTargetBytes = 100;
    return limits;
}

struct Outcome {
    QByteArray method;
    QByteArray target;
    HeaderList headers;
    QByteArray body;
    bool keepsAlive = false;
    int refusal = 0;

    bool operator==(const Outcome&) const = default;
};

Outcome completed(RequestParser& parser)
{
    Outcome outcome;
    outcome.keepsAlive = parser.keepsAlive();
    http::RequestHead head = parser.takeHead();
    outcome.method = head.method;
    outcome.target = head.target;
    outcome.headers = head.headers;
    outcome.body = parser.takeBody();
    return outcome;
}

class Sequence {
public:
    void read(QByteArrayView piece)
    {
        if (m_isRefused)
            return;
        m_parser.append(piece);
        for (;;) {
            const RequestParser::Status status = m_parser.advance();
            if (status == RequestParser::Status::NeedMore)
                return;
            if (status == RequestParser::Status::Head)
                continue;
            if (status == RequestParser::Status::Refused) {
                m_isRefused = true;
                m_outcomes.append({{}, {}, {}, {}, false, m_parser.refusal()});
                return;
            }
            m_outcomes.append(completed(m_parser));
            m_parser.startNext();
        }
    }
    [[nodiscard]] const QList<Outcome>& outcomes() const { return m_outcomes; }

private:
    RequestParser m_parser{smallLimits()};
    QList<Outcome> m_outcomes;
    bool m_isRefused = false;
};

void requireWithinLimits(const Outcome& outcome)
{
    if (outcome.refusal != 0) {
        const QList<int> known{400, 408, 413, 414, 431, 501, 505};
        require(known.contains(outcome.refusal));
        return;
    }
    const Limits limits = smallLimits();
    require(outcome.body.size() <= limits.maxBodyBytes);
    require(outcome.target.size() <= limits.maxTargetBytes);
    require(outcome.headers.size() <= limits.maxHeaders);
    require(!outcome.method.isEmpty() && !outcome.target.isEmpty());
    for (const Header& header : outcome.headers) {
        require(!header.name.isEmpty());
        require(std::none_of(header.value.begin(), header.value.end(),
                             [](char c) { return c == '\r' || c == '\n' || c == '\0'; }));
    }
}

} // namespace

void requireSameHoweverCut(QByteArrayView bytes, qsizetype cut)
{
    Sequence whole;
    whole.read(bytes);
    for (const Outcome& outcome : whole.outcomes())
        requireWithinLimits(outcome);
    Sequence byByte;
    for (qsizetype at = 0; at < bytes.size(); ++at)
        byByte.read(bytes.sliced(at, 1));
    require(byByte.outcomes() == whole.outcomes());
    Sequence inTwo;
    const qsizetype place = std::clamp<qsizetype>(cut, 0, bytes.size());
    inTwo.read(bytes.first(place));
    inTwo.read(bytes.sliced(place));
    require(inTwo.outcomes() == whole.outcomes());
}

} // namespace kaunt::test
