// SPDX-License-Identifier: MIT
#include "core/pathtest/pathcomparison.h"

#include "core/answerstatus.h"
#include "core/sending/deliveryattempt.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

using Kind = PathChange::Kind;
using Effect = PathChange::Effect;

/// The head of a request as it was sent.
struct SentHead {
    QByteArray method;
    QByteArray target;
    HeaderList headers;
};

SentHead sentHead(const OutgoingDelivery& delivery)
{
    const QByteArray request = requestBytes(delivery);
    SentHead head;
    const QList<QByteArray> lines = request.left(request.indexOf("\r\n\r\n")).split('\n');
    const QList<QByteArray> requestLine = lines.constFirst().split(' ');
    head.method = requestLine.value(0);
    head.target = requestLine.value(1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        head.headers.append({lines.at(i).left(colon), lines.at(i).mid(colon + 1).trimmed()});
    }
    return head;
}

PathChange changed(Kind kind, Effect effect, const QByteArray& name, const QByteArray& was, const QByteArray& came)
{
    PathChange change;
    change.kind = kind;
    change.effect = effect;
    change.name = name;
    change.was = was;
    change.came = came;
    return change;
}

bool isFraming(const Header& header)
{
    return isNamed(header, "Content-Length") || isNamed(header, "Transfer-Encoding");
}

QByteArray framingOf(const HeaderList& headers)
{
    return headerValues(headers, "Transfer-Encoding").isEmpty() ? "length" : "chunked";
}

bool isSame(const QByteArray& one, const QByteArray& other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

/// Each name once, without framing, as it stands first.
QList<QByteArray> namesOf(const HeaderList& headers)
{
    QList<QByteArray> names;
    for (const Header& header : headers) {
        const bool isKnown = std::any_of(names.cbegin(), names.cend(),
                                         [&header](const QByteArray& name) { return isNamed(header, name); });
        if (!isKnown && !isFraming(header))
            names.append(header.name);
    }
    return names;
}

/// Compares two lists of header fields.
class HeaderComparison {
public:
    HeaderComparison(const HeaderList& sent, const HeaderList& came)
        : m_sent(sent)
        , m_came(came)
    {
    }

    [[nodiscard]] QList<PathChange> changes()
    {
        QList<QByteArray> sentNames = namesOf(m_sent);
        QList<QByteArray> cameNames = namesOf(m_came);
        for (const QByteArray& name : std::as_const(sentNames))
            compare(name, cameNames);
        for (const QByteArray& name : std::as_const(cameNames)) {
            if (headerValues(m_sent, name).isEmpty() && !m_newNames.contains(name))
                add(Kind::HeaderAdded, name, {}, headerValues(m_came, name).join(", "));
        }
        tellLetters();
        compareOrder(sentNames, cameNames);
        return m_changes;
    }

private:
    void add(Kind kind, const QByteArray& name, const QByteArray& was, const QByteArray& came)
    {
        m_changes.append(changed(kind, Effect::Harmless, name, was, came));
    }

    void compare(const QByteArray& name, const QList<QByteArray>& cameNames)
    {
        const QList<QByteArray> was = headerValues(m_sent, name);
        const QList<QByteArray> came = headerValues(m_came, name);
        if (came.isEmpty()) {
            const QByteArray now = renamedTo(was, cameNames);
            if (now.isEmpty())
                add(Kind::HeaderRemoved, name, was.join(", "), {});
            else
                rename(name, now);
            return;
        }
        const auto now = std::find_if(cameNames.cbegin(), cameNames.cend(),
                                      [&name](const QByteArray& other) { return isSame(name, other); });
        if (now != cameNames.cend() && *now != name)
            m_letters.append({name, *now});
        if (was != came)
            add(Kind::HeaderChanged, name, was.join(", "), came.join(", "));
    }

    void rename(const QByteArray& was, const QByteArray& now)
    {
        m_newNames.append(now);
        add(Kind::HeaderRenamed, was, was, now);
    }

    void tellLetters()
    {
        QList<QByteArray> was;
        QList<QByteArray> came;
        for (const auto& [name, now] : std::as_const(m_letters)) {
            was.append(name);
            came.append(now);
        }
        if (!was.isEmpty())
            add(Kind::LettersChanged, {}, was.join(", "), came.join(", "));
    }

    /// A field that was not sent and has these values, which are not just anything.
    [[nodiscard]] QByteArray renamedTo(const QList<QByteArray>& values, const QList<QByteArray>& cameNames) const
    {
        for (const QByteArray& name : cameNames) {
            if (!values.constFirst().isEmpty() && headerValues(m_sent, name).isEmpty() &&
                headerValues(m_came, name) == values)
                return name;
        }
        return {};
    }

    void compareOrder(QList<QByteArray> sentNames, QList<QByteArray> cameNames)
    {
        const auto isIn = [](const HeaderList& headers) {
            return [&headers](const QByteArray& name) { return headerValues(headers, name).isEmpty(); };
        };
        sentNames.removeIf(isIn(m_came));
        cameNames.removeIf(isIn(m_sent));
        if (!std::equal(sentNames.cbegin(), sentNames.cend(), cameNames.cbegin(), cameNames.cend(), isSame))
            add(Kind::OrderChanged, {}, sentNames.join(", "), cameNames.join(", "));
    }

    const HeaderList& m_sent;
    const HeaderList& m_came;
    QList<QByteArray> m_newNames;
    QList<std::pair<QByteArray, QByteArray>> m_letters; ///< names that came in other ones
    QList<PathChange> m_changes;
};

/// Of the signature's field nothing may change but the letters of its name, and how the same value is written.
void weighSignature(QList<PathChange>& changes, Verdict verdict)
{
    for (PathChange& change : changes) {
        const bool isOther = change.kind == Kind::HeaderRemoved || change.kind == Kind::HeaderChanged ||
                             change.kind == Kind::HeaderRenamed;
        if (isOther && isSame(change.name, signatureHeaderName)) {
            const bool isVerified = verdict == Verdict::Verified;
            change.kind = isVerified ? Kind::SignatureRewritten : Kind::SignatureLost;
            change.effect = isVerified ? Effect::Remarkable : Effect::Breaking;
        }
    }
}

std::pair<QByteArray, QByteArray> pathAndQuery(const QByteArray& target)
{
    const qsizetype question = target.indexOf('?');
    return question < 0 ? std::pair(target, QByteArray()) : std::pair(target.left(question), target.mid(question));
}

QList<PathChange> headChanges(const PathProbe& probe, const DeliveryRecord& arrival)
{
    const SentHead sent = sentHead(probe.delivery);
    QList<PathChange> changes;
    const bool isMisdirected = arrival.summary.verdict == Verdict::Misdirected;
    const bool hasEndpoint = !isMisdirected || !arrival.summary.endpoint.isEmpty(); // at that path
    const auto effect = [](bool isBreaking) { return isBreaking ? Effect::Breaking : Effect::Harmless; };
    if (sent.method != arrival.method)
        changes.append(changed(Kind::MethodChanged, effect(isMisdirected), {}, sent.method, arrival.method));
    const auto [path, query] = pathAndQuery(sent.target);
    const auto [pathCame, queryCame] = pathAndQuery(arrival.target);
    if (path != pathCame || !hasEndpoint)
        changes.append(changed(Kind::TargetChanged, effect(!hasEndpoint), {}, path, pathCame));
    if (query != queryCame)
        changes.append(changed(Kind::QueryChanged, Effect::Remarkable, {}, query, queryCame));
    const QByteArray was = framingOf(sent.headers);
    const QByteArray came = framingOf(arrival.headers);
    if (was != came)
        changes.append(changed(Kind::FramingChanged, Effect::Harmless, {}, was, came));
    changes += HeaderComparison(sent.headers, arrival.headers).changes();
    weighSignature(changes, arrival.summary.verdict);
    return changes;
}

PathChange notArrived(const PathProbe& probe, const SendOutcome& outcome)
{
    PathChange change;
    change.kind = Kind::NotArrived;
    change.effect = probe.isAdvice ? Effect::Remarkable : Effect::Breaking;
    change.status = outcome.status;
    change.noAnswer = outcome.noAnswer;
    return change;
}

void addAnswer(const SendOutcome& outcome, const DeliverySummary& arrival, PathResult& result)
{
    if (outcome.status == arrival.status)
        return;
    const bool isLoss = isSuccess(arrival.status) && !outcome.isAccepted();
    PathChange change = changed(Kind::AnswerChanged, isLoss ? Effect::Breaking : Effect::Remarkable, {}, {},
                                QByteArray::number(arrival.status));
    change.status = outcome.status;
    change.noAnswer = outcome.noAnswer;
    result.changes.append(change);
}

} // namespace

Effect PathResult::effect() const
{
    Effect worst = Effect::Harmless;
    for (const PathChange& change : changes)
        worst = std::max(worst, change.effect);
    return worst;
}

PathResult pathResult(const PathProbe& probe, const QByteArray& secret, const SendOutcome& outcome,
                      const QList<DeliveryRecord>& arrivals)
{
    PathResult result;
    result.name = probe.name;
    result.outcome = outcome;
    if (arrivals.isEmpty()) {
        result.changes.append(notArrived(probe, outcome));
        return result;
    }
    const DeliveryRecord& arrival = arrivals.constFirst();
    const Verdict verdict = arrival.summary.verdict;
    result.delivery = arrival.summary.number;
    result.isMisdirected = verdict == Verdict::Misdirected;
    result.endpoint = arrival.summary.endpoint;
    result.changes = headChanges(probe, arrival);
    // Of a request to no endpoint no body is kept.
    const auto body = result.isMisdirected ? std::nullopt : bodyChange(probe, secret, arrival);
    if (body)
        result.changes.prepend(*body);
    const bool isExplained = body || result.effect() == Effect::Breaking;
    if (verdict != Verdict::Verified && !isExplained)
        result.changes.prepend(changed(Kind::NotVerified, Effect::Breaking, {}, {}, verdictCode(verdict).toLatin1()));
    addAnswer(outcome, arrival.summary, result);
    if (arrivals.size() > 1)
        result.changes.append(
            changed(Kind::ArrivedRepeatedly, Effect::Remarkable, {}, "1", QByteArray::number(arrivals.size())));
    return result;
}

} // namespace kaunt
