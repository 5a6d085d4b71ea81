// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signedstrings.h"

#include "core/sha256.h"
#include "core/webhook/doctor/textforms.h"
#include "core/webhook/jsonvalue.h"
#include "core/webhook/signature.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

constexpr qsizetype mostParts = 4;
constexpr qsizetype mostMembers = 6;
constexpr qsizetype longestPart = 256;

/// A value that may stand around the body, and where it was found.
struct Part {
    QByteArray value;
    QString name;  ///< in the form: "timestamp", "id", "event" …
    QString place; ///< a header's name, or a member's of the body
};

struct Separator {
    const char* name; ///< in the form
    const char* bytes;
};

constexpr std::array<Separator, 8> separators{
    {{".", "."}, {"+", ""}, {":", ":"}, {"\\n", "\n"}, {"|", "|"}, {"-", "-"}, {",", ","}, {" ", " "}}};
constexpr size_t usualSeparators = 5; ///< the first ones, of texts of many parts
constexpr std::array<Separator, 2> rareSeparators{{{"_", "_"}, {";", ";"}}};

bool isTimestamp(const Header& header)
{
    static const QRegularExpression number(QStringLiteral(R"(^\d{10}(\d{3}|\d{6})?$)"));
    static const QRegularExpression date(QStringLiteral(R"(^\d{4}-\d{2}-\d{2}T|^\w{3}, \d{2} \w{3} \d{4} )"));
    const QString value = QString::fromLatin1(header.value);
    return number.match(value).hasMatch() || date.match(value).hasMatch();
}

bool isIdentifier(const Header& header)
{
    const QByteArray name = header.name.toLower();
    return name.endsWith("-id") || name.endsWith("_id") || name.contains("nonce") || name.contains("idempotency") ||
           name.contains("delivery") || name.endsWith("token") || textforms::isUuid(QString::fromLatin1(header.value));
}

bool isEventType(const Header& header)
{
    const QByteArray name = header.name.toLower();
    return name.contains("event") || name.contains("topic");
}

/// The places around the body that the request offers, and the texts made of them.
class SignedStrings {
public:
    SignedStrings(const Form& source, const SignedContext& context, const FormSink& sink)
        : m_source(source)
        , m_context(context)
        , m_sink(sink)
    {
        collectFromHeaders();
        collectFromSignature();
        collectFromBody();
    }
    /// Of the hash that stands in the body's place.
    SignedStrings(const SignedStrings& whole, const Form& hash)
        : m_source(hash)
        , m_isHash(true)
        , m_context(whole.m_context)
        , m_sink(whole.m_sink)
        , m_times(whole.m_times)
    {
    }

    bool offerStamps() { return offerStamped() && offerIdentified() && offerAround(m_members); }
    bool offerRequested();
    bool offerHashed();
    bool offerWithout();

private:
    void collectFromHeaders();
    void collectFromSignature();
    void collectFromBody();
    static void add(QList<Part>& parts, const Part& part, qsizetype most = mostParts);

    bool offerStamped();
    bool offerIdentified();
    bool offerAround(const QList<Part>& parts);
    bool offerAround(const Part& part, const Separator& separator, bool isUsual);
    bool offerRequestedWith(const QByteArray& address, const QString& name);
    bool offer(const QByteArray& text, const QString& form, const QList<Part>& parts, bool isUsual = true);

    const Form& m_source;
    const bool m_isHash = false;
    const SignedContext& m_context;
    const FormSink& m_sink;
    QList<Part> m_times;
    QList<Part> m_ids; ///< and event types
    QList<Part> m_members;
};

void SignedStrings::add(QList<Part>& parts, const Part& part, qsizetype most)
{
    const bool isKnown =
        std::any_of(parts.cbegin(), parts.cend(), [&part](const Part& each) { return each.value == part.value; });
    if (!isKnown && !part.value.isEmpty() && part.value.size() <= longestPart && parts.size() < most)
        parts.append(part);
}

void SignedStrings::collectFromHeaders()
{
    for (const Header& header : m_context.headers) {
        if (isNamed(header, m_context.signature.name))
            continue;
        const QString place = QString::fromLatin1(header.name);
        const QByteArray name = header.name.toLower();
        if (isTimestamp(header) || name.contains("timestamp"))
            add(m_times, {header.value, QStringLiteral("timestamp"), place});
        else if (isIdentifier(header))
            add(m_ids, {header.value, QStringLiteral("id"), place});
        else if (isEventType(header))
            add(m_ids, {header.value, QStringLiteral("event"), place});
    }
}

/// "t=1700000000,v1=…"
void SignedStrings::collectFromSignature()
{
    static const QRegularExpression label(
        QStringLiteral(R"((?:^|[,;&\s])\s*(t|ts|timestamp|id|nonce|n)\s*=\s*([^,;&\s]+))"),
        QRegularExpression::CaseInsensitiveOption);
    QRegularExpressionMatchIterator found =
        label.globalMatch(QString::fromLatin1(m_context.signature.value.left(1'024)));
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const bool isTime = match.captured(1).startsWith(u't', Qt::CaseInsensitive);
        const Part part{match.captured(2).toLatin1(), isTime ? QStringLiteral("timestamp") : QStringLiteral("id"),
                        QString::fromLatin1(m_context.signature.name)};
        add(isTime ? m_times : m_ids, part);
    }
}

void SignedStrings::collectFromBody()
{
    constexpr int deepest = 16;
    if (m_source.bytes.size() > largeBody)
        return;
    const auto value = parseJson(m_source.bytes, deepest);
    if (!value)
        return;
    for (const char* field : {"Id", "TenantId", "CorrelationId", "EventType", "Url", "CompanyName"}) {
        const QString name = QString::fromLatin1(field);
        if (const JsonValue* member = value->find(name); member && member->isString())
            add(m_members, {member->text.toUtf8(), name, {}}, mostMembers);
    }
}

bool SignedStrings::offer(const QByteArray& text, const QString& form, const QList<Part>& parts, bool isUsual)
{
    QStringList forms{form};
    if (m_isHash)
        forms.first().replace(QLatin1String("body"), QLatin1String("sha256(body)"));
    for (const Part& part : parts) {
        if (!part.place.isEmpty())
            forms << part.name + QStringLiteral("Header") << part.place;
    }
    return m_sink(m_source.next(text, {QStringLiteral("signed-string"), {}, forms}, isUsual && !parts.isEmpty()));
}

/// One part before or behind the body.
bool SignedStrings::offerAround(const QList<Part>& parts)
{
    for (const Part& part : parts) {
        const auto* const end =
            m_isHash || part.place.isEmpty() ? separators.begin() + usualSeparators : separators.end();
        for (const auto* separator = separators.begin(); separator != end; ++separator) {
            if (!offerAround(part, *separator, true))
                return false;
        }
        for (const Separator& separator : rareSeparators) {
            if (!m_isHash && !part.place.isEmpty() && !offerAround(part, separator, false))
                return false;
        }
    }
    return true;
}

bool SignedStrings::offerAround(const Part& part, const Separator& separator, bool isUsual)
{
    const QString mark = QString::fromLatin1(separator.name);
    const QByteArray& body = m_source.bytes;
    return offer(part.value + separator.bytes + body, part.name + mark + QStringLiteral("body"), {part}, isUsual) &&
           offer(body + separator.bytes + part.value, QStringLiteral("body") + mark + part.name, {part}, isUsual);
}

bool SignedStrings::offerStamped()
{
    if (!offerAround(m_times))
        return false;
    for (const Part& time : std::as_const(m_times)) {
        for (const char* version : {"v0", "v1"}) {
            const QByteArray text = version + (':' + time.value) + ':' + m_source.bytes;
            if (!offer(text, QLatin1String(version) + QStringLiteral(":timestamp:body"), {time}))
                return false;
        }
    }
    return true;
}

bool SignedStrings::offerIdentified()
{
    for (const Part& id : std::as_const(m_ids)) {
        for (const Part& time : std::as_const(m_times)) {
            for (const Separator& separator : separators) {
                const QByteArray between(separator.bytes);
                const QString mark = QString::fromLatin1(separator.name);
                const QString body = mark + QStringLiteral("body");
                if (!offer(id.value + between + time.value + between + m_source.bytes,
                           id.name + mark + QStringLiteral("timestamp") + body, {id, time}) ||
                    !offer(time.value + between + id.value + between + m_source.bytes,
                           QStringLiteral("timestamp") + mark + id.name + body, {id, time}))
                    return false;
            }
        }
    }
    return offerAround(m_ids);
}

/// The method and the address.
bool SignedStrings::offerRequested()
{
    if (m_context.target.isEmpty())
        return true;
    for (const Separator& separator : separators) {
        const QString form = QStringLiteral("method") + QLatin1String(separator.name) + QStringLiteral("body");
        if (!offer(m_context.method + separator.bytes + m_source.bytes, form, {}))
            return false;
    }
    const QList<RequestAddress> all = addressesOf(m_context);
    return std::all_of(all.cbegin(), all.cend(),
                       [this](const RequestAddress& each) { return offerRequestedWith(each.value, each.name); });
}

/// What stands for the whole body is its hash.
bool SignedStrings::offerHashed()
{
    const Form hashed{sha256(m_source.bytes).toHex(), m_source.findings};
    SignedStrings strings(*this, hashed);
    return strings.offerStamps() && strings.offerRequested();
}

/// Schemes in which the body has no part.
bool SignedStrings::offerWithout()
{
    const QList<RequestAddress> all = addressesOf(m_context);
    for (const RequestAddress& address : all) {
        if (!offer(address.value, address.name, {}))
            return false;
        for (size_t i = 0; i < usualSeparators; ++i) {
            const QString form = QStringLiteral("method") + QLatin1String(separators[i].name) + address.name;
            if (!offer(m_context.method + separators[i].bytes + address.value, form, {}))
                return false;
        }
    }
    for (const Part& time : std::as_const(m_times)) {
        if (!offer(time.value, time.name, {time}, false))
            return false;
        for (const Part& id : std::as_const(m_ids)) {
            for (size_t i = 0; i < usualSeparators; ++i) {
                const QByteArray between(separators[i].bytes);
                const QString mark = QLatin1String(separators[i].name);
                if (!offer(time.value + between + id.value, time.name + mark + id.name, {time, id}, false) ||
                    !offer(id.value + between + time.value, id.name + mark + time.name, {id, time}, false))
                    return false;
            }
        }
    }
    return true;
}

bool SignedStrings::offerRequestedWith(const QByteArray& address, const QString& name)
{
    const QByteArray& body = m_source.bytes;
    const QByteArray& method = m_context.method;
    for (size_t i = 0; i < usualSeparators; ++i) {
        const QByteArray between(separators[i].bytes);
        const QString mark = QString::fromLatin1(separators[i].name);
        const QString addressed = name + mark + QStringLiteral("body");
        const QString requested = QStringLiteral("method") + mark + addressed;
        if (!offer(address + between + body, addressed, {}) ||
            !offer(body + between + address, QStringLiteral("body") + mark + name, {}) ||
            !offer(method + between + address + between + body, requested, {}))
            return false;
        for (const Part& time : std::as_const(m_times)) {
            const QString stamped = mark + QStringLiteral("timestamp");
            if (!offer(method + between + address + between + body + between + time.value, requested + mark + time.name,
                       {time}) ||
                !offer(time.value + between + method + between + address + between + body, time.name + mark + requested,
                       {time}) ||
                !offer(method + between + address + between + time.value + between + body,
                       QStringLiteral("method") + mark + name + stamped + mark + QStringLiteral("body"), {time}) ||
                !offer(time.value + between + address + between + body, time.name + mark + addressed, {time}))
                return false;
        }
    }
    return true;
}

} // namespace

bool offerSignedStrings(const Form& source, const SignedContext& context, SignedParts parts, const FormSink& sink)
{
    SignedStrings strings(source, context, sink);
    if (!strings.offerStamps())
        return false;
    return parts == SignedParts::Stamps ||
           (strings.offerRequested() && strings.offerHashed() && strings.offerWithout());
}

bool offerArrivalStamps(const QByteArray& body, qint64 receivedAt, const FormSink& sink)
{
    if (receivedAt <= 0 || body.size() > longestStamped)
        return true;
    const Form source{body, {}};
    const qint64 arrival = receivedAt / 1'000;
    for (qint64 second = arrival + stampsAhead; second >= arrival - stampsBack; --second) {
        const QByteArray stamp = QByteArray::number(second);
        const auto offer = [&](const QByteArray& text, const QString& form) {
            const QStringList forms{form, QStringLiteral("timestamp"), QString::fromLatin1(stamp)};
            return sink(source.next(text, {QStringLiteral("signed-string"), {}, forms}));
        };
        for (size_t i = 0; i < usualSeparators; ++i) {
            const QByteArray between(separators[i].bytes);
            const QString mark = QString::fromLatin1(separators[i].name);
            if (!offer(stamp + between + body, QStringLiteral("timestamp") + mark + QStringLiteral("body")) ||
                !offer(body + between + stamp, QStringLiteral("body") + mark + QStringLiteral("timestamp")))
                return false;
        }
        if (!offer("v0:" + stamp + ':' + body, QStringLiteral("v0:timestamp:body")))
            return false;
    }
    return true;
}

QJsonObject signedStringDetail(const QStringList& forms)
{
    QJsonObject detail{{QStringLiteral("form"), forms.value(0)}};
    for (qsizetype i = 1; i + 1 < forms.size(); i += 2)
        detail.insert(forms.at(i), forms.at(i + 1));
    return detail;
}

} // namespace kaunt
