// SPDX-License-Identifier: MIT
#include "core/conformance/conformancecase.h"

#include "core/answerstatus.h"
#include "core/conformance/forgeries.h"
#include "core/simulator/faults.h"
#include "core/simulator/oddities.h"
#include "core/simulator/samples.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

using Expected = ConformanceCase::Expected;
using Finding = ConformanceResult::Finding;

constexpr int manyRepeats = 100;
constexpr int repeatsAtOnce = 10;
constexpr int burst = 20;

/// Makes the deliveries of one plan, each of an event of its own unless it is asked for again.
class Battery {
public:
    explicit Battery(const ConformancePlan& plan)
        : m_plan(plan)
    {
    }

    [[nodiscard]] OutgoingDelivery right()
    {
        const QByteArray body = webhookBody(nextEvent());
        return delivery(body, signedHeaders(body, m_plan.secret, m_plan.encoding));
    }

    /// One whose signature in base64 is not the same in base64url.
    [[nodiscard]] OutgoingDelivery inEncoding(SignatureEncoding encoding)
    {
        QByteArray body = webhookBody(nextEvent());
        const auto isTheSameInBoth = [this, &body] {
            const QByteArray text = signatureText(body, m_plan.secret, SignatureEncoding::Base64);
            return !text.contains('+') && !text.contains('/');
        };
        while (isTheSameInBoth())
            body = webhookBody(nextEvent());
        return delivery(body, signedHeaders(body, m_plan.secret, encoding));
    }

    /// As .NET's Convert.ToHexString() writes it.
    [[nodiscard]] OutgoingDelivery inUpperCase()
    {
        OutgoingDelivery made = inEncoding(SignatureEncoding::Hex);
        for (Header& field : made.headers) {
            if (isNamed(field, signatureHeaderName))
                field.value = field.value.toUpper();
        }
        return made;
    }

    [[nodiscard]] OutgoingDelivery odd(const QString& kind)
    {
        const OddDelivery made = oddDelivery(kind, nextEvent()).value_or(OddDelivery{});
        OutgoingDelivery sent = delivery(made.body, signedHeaders(made.body, m_plan.secret, m_plan.encoding));
        sent.chunked = made.chunked;
        sent.bytesPerSecond = made.bytesPerSecond;
        return sent;
    }

    [[nodiscard]] OutgoingDelivery faulty(const QString& kind)
    {
        const auto made = faultyDelivery(kind, webhookBody(nextEvent()), m_plan.secret, m_plan.encoding);
        return made ? delivery(made->body, made->headers) : OutgoingDelivery{};
    }

    [[nodiscard]] OutgoingDelivery forged(const QString& kind)
    {
        OutgoingDelivery made = forgery(kind, nextEvent(), m_plan.secret, m_plan.encoding).value_or(OutgoingDelivery{});
        made.target = m_plan.target;
        return made;
    }

private:
    [[nodiscard]] WebhookEvent nextEvent()
    {
        return sampleEvent(m_plan.eventType, QUrl(u"https://api.kaunt.com"_s), m_plan.seed + m_made++);
    }

    [[nodiscard]] OutgoingDelivery delivery(const QByteArray& body, const HeaderList& headers) const
    {
        OutgoingDelivery made;
        made.target = m_plan.target;
        made.body = body;
        made.headers = headers;
        return made;
    }

    const ConformancePlan& m_plan;
    quint32 m_made = 0;
};

void addRepeats(QList<ConformanceCase>& cases, Battery& battery)
{
    const OutgoingDelivery again = battery.right();
    cases.append({u"repeated"_s, Expected::Accepted, {again, again}});
    const QList<OutgoingDelivery> many(manyRepeats, battery.right());
    cases.append({u"repeated-%1"_s.arg(manyRepeats), Expected::Accepted, many, repeatsAtOnce});
    QList<OutgoingDelivery> together;
    for (int i = 0; i < burst; ++i)
        together.append(battery.right());
    cases.append({u"burst"_s, Expected::Accepted, together, burst});
}

void addEncodings(QList<ConformanceCase>& cases, Battery& battery, SignatureEncoding usual)
{
    for (const SignatureEncoding encoding :
         {SignatureEncoding::Hex, SignatureEncoding::Base64, SignatureEncoding::Base64Url}) {
        if (encoding != usual)
            cases.append({u"signature-"_s + encodingCode(encoding),
                          Expected::Accepted,
                          {battery.inEncoding(encoding)},
                          1,
                          true});
    }
    cases.append({u"signature-upper-case"_s, Expected::Accepted, {battery.inUpperCase()}, 1, true});
}

Finding findingOf(const SendOutcome& outcome, Expected expected)
{
    constexpr int serverError = 500;
    if (outcome.status == 0)
        return Finding::NoAnswer;
    if (isRedirection(outcome.status))
        return Finding::Redirected;
    if (expected == Expected::Refused) {
        if (outcome.isAccepted())
            return Finding::LetIn;
        return outcome.status >= serverError ? Finding::Stumbled : Finding::None;
    }
    return outcome.isAccepted() ? Finding::None : Finding::NotTaken;
}

ConformanceResult::Grade gradeOf(Finding finding, const ConformanceCase& tried)
{
    switch (finding) {
    case Finding::None:
        return ConformanceResult::Grade::Passed;
    case Finding::Stumbled:
    case Finding::Slow:
        return ConformanceResult::Grade::Remarked;
    case Finding::NoAnswer:
    case Finding::NotTaken:
        return tried.isAdvice ? ConformanceResult::Grade::Remarked : ConformanceResult::Grade::Failed;
    case Finding::Redirected: // whoever does not follow is not let in
        return tried.isAdvice || tried.expected == Expected::Refused ? ConformanceResult::Grade::Remarked
                                                                     : ConformanceResult::Grade::Failed;
    case Finding::LetIn:
        break;
    }
    return ConformanceResult::Grade::Failed;
}

} // namespace

QList<ConformanceCase> conformanceCases(const ConformancePlan& plan)
{
    Battery battery(plan);
    QList<ConformanceCase> cases{{u"correct"_s, Expected::Accepted, {battery.right()}}};
    for (const QString& kind : oddityKinds()) {
        // Kaunt's own are small and JSON: whoever refuses these refuses nothing of Kaunt's.
        const bool isAdvice = kind == u"large-body" || kind == u"no-json";
        cases.append({kind, Expected::Accepted, {battery.odd(kind)}, 1, isAdvice});
    }
    addRepeats(cases, battery);
    addEncodings(cases, battery, plan.encoding);
    for (const QString& kind : faultKinds()) {
        // Twice the same right signature: to take the first of them lets nobody in.
        if (kind != u"header-repeated")
            cases.append({kind, Expected::Refused, {battery.faulty(kind)}});
    }
    for (const QString& kind : forgeryKinds())
        cases.append({kind, Expected::Refused, {battery.forged(kind)}});
    cases.append({u"correct-again"_s, Expected::Accepted, {battery.right()}});
    return cases;
}

qint64 ConformanceResult::slowestMillis() const
{
    qint64 slowest = 0;
    for (const SendOutcome& outcome : outcomes)
        slowest = std::max(slowest, outcome.millis);
    return slowest;
}

bool ConformanceResult::isAsCorrect() const
{
    return finding == Finding::NotTaken && telling().status == plainRefusal;
}

SendOutcome ConformanceResult::telling() const
{
    const auto found = std::find_if(outcomes.begin(), outcomes.end(), [this](const SendOutcome& outcome) {
        return finding == Finding::None || finding == Finding::Slow ? outcome.millis == slowestMillis()
                                                                    : findingOf(outcome, expected) == finding;
    });
    return found == outcomes.end() ? SendOutcome{} : *found;
}

ConformanceResult judge(const ConformanceCase& tried, const QList<SendOutcome>& outcomes,
                        std::chrono::milliseconds slowAfter)
{
    ConformanceResult result;
    result.name = tried.name;
    result.expected = tried.expected;
    result.outcomes = outcomes;
    for (const SendOutcome& outcome : outcomes) {
        const Finding finding = findingOf(outcome, tried.expected);
        const auto grade = gradeOf(finding, tried);
        if (result.finding == Finding::None || grade > result.grade) {
            result.finding = finding;
            result.grade = grade;
        }
    }
    // The body itself takes its time where it is sent slowly.
    const bool isSlow = result.slowestMillis() > slowAfter.count() && tried.name != u"slow-body";
    if (result.finding == Finding::None && isSlow) {
        result.finding = Finding::Slow;
        result.grade = gradeOf(Finding::Slow, tried);
    }
    return result;
}

QString gradeCode(ConformanceResult::Grade grade)
{
    switch (grade) {
    case ConformanceResult::Grade::Passed:
        return u"passed"_s;
    case ConformanceResult::Grade::Remarked:
        return u"remarked"_s;
    case ConformanceResult::Grade::Failed:
        break;
    }
    return u"failed"_s;
}

QString findingCode(Finding finding)
{
    switch (finding) {
    case Finding::None:
        break;
    case Finding::NoAnswer:
        return u"no-answer"_s;
    case Finding::NotTaken:
        return u"not-taken"_s;
    case Finding::LetIn:
        return u"let-in"_s;
    case Finding::Stumbled:
        return u"stumbled"_s;
    case Finding::Redirected:
        return u"redirected"_s;
    case Finding::Slow:
        return u"slow"_s;
    }
    return {};
}

} // namespace kaunt
