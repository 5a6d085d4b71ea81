// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signedstrings.h"

#include "core/webhook/doctor/textforms.h"
#include "core/webhook/jsonvalue.h"
#include "core/webhook/signature.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

constexpr qsizetype mostParts = 4;
constexpr qsizetype longestPart = 256;
constexpr qsizetype longestStamped = qsizetype{4} * 1024; ///< that the seconds about its arrival are tried with
constexpr qint64 secondsBack = 60;
constexpr qint64 secondsAhead = 5;

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
           name.contains("delivery") || textforms::isUuid(QString::fromLatin1(header.value));
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

    bool offerStamps() { return offerStamped() && offerIdentified() && offerAround(m_members); }
    bool offerRequested();

private:
    void collectFromHeaders();
    void collectFromSignature();
    void collectFromBody();
    static void add(QList<Part>& parts, const Part& part);

    bool offerStamped();
    bool offerIdentified();
    bool offerAround(const QList<Part>& parts);
    bool offerRequestedWith(const QByteArray& address, const QString& name);
    bool offer(const QByteArray& text, const QString& form, const QList<Part>& parts);

    const Form& m_source;
    const SignedContext& m_context;
    const FormSink& m_sink;
    QList<Part> m_times;
    QList<Part> m_ids; ///< and event types
    QList<Part> m_members;
};

void SignedStrings::add(QList<Part>& parts, const Part& part)
{
    const bool isKnown =
        std::any_of(parts.cbegin(), parts.cend(), [&part](const Part& each) { return each.value == part.value; });
    if (!isKnown && !part.value.isEmpty() && part.value.size() <= longestPart && parts.size() < mostParts)
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
    constexpr qsizetype longestBody = qsizetype{64} * 1024;
    if (m_source.bytes.size() > longestBody)
        return;
    const auto value = parseJson(m_source.bytes, 16);
    if (!value)
        return;
    for (const char* field : {"Id", "TenantId", "CorrelationId", "EventType"}) {
        const QString name = QString::fromLatin1(field);
        if (const JsonValue* member = value->find(name); member && member->isString())
            add(m_members, {member->text.toUtf8(), name, {}});
    }
}

bool SignedStrings::offer(const QByteArray& text, const QString& form, const QList<Part>& parts)
{
    QStringList forms{form};
    for (const Part& part : parts) {
        if (!part.place.isEmpty())
            forms << part.name + QStringLiteral("Header") << part.place;
    }
    return m_sink(m_source.next(text, {QStringLiteral("signed-string"), {}, forms}, !parts.isEmpty()));
}

/// One part before or behind the body.
bool SignedStrings::offerAround(const QList<Part>& parts)
{
    for (const Part& part : parts) {
        for (const Separator& separator : separators) {
            const QString mark = QString::fromLatin1(separator.name);
            const QByteArray& body = m_source.bytes;
            if (!offer(part.value + separator.bytes + body, part.name + mark + QStringLiteral("body"), {part}) ||
                !offer(body + separator.bytes + part.value, QStringLiteral("body") + mark + part.name, {part}))
                return false;
        }
    }
    return true;
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

QByteArray firstValue(const HeaderList& headers, const char* name)
{
    return headerValues(headers, name).value(0);
}

/// The method and the address, in the forms that the sender may know it by.
bool SignedStrings::offerRequested()
{
    if (m_context.target.isEmpty())
        return true;
    const qsizetype query = m_context.target.indexOf('?');
    const QByteArray path = query < 0 ? m_context.target : m_context.target.left(query);
    const QByteArray host = firstValue(m_context.headers, "X-Forwarded-Host");
    for (const Separator& separator : separators) {
        const QString form = QStringLiteral("method") + QLatin1String(separator.name) + QStringLiteral("body");
        if (!offer(m_context.method + separator.bytes + m_source.bytes, form, {}))
            return false;
    }
    if (!offerRequestedWith(m_context.target, QStringLiteral("path")) ||
        (path != m_context.target && !offerRequestedWith(path, QStringLiteral("path"))))
        return false;
    const QByteArray own = firstValue(m_context.headers, "Host");
    for (const QByteArray& each : {own, host == own ? QByteArray() : host}) {
        if (each.isEmpty())
            continue;
        if (!offerRequestedWith("https://" + each + m_context.target, QStringLiteral("url")) ||
            !offerRequestedWith("http://" + each + m_context.target, QStringLiteral("url")) ||
            !offerRequestedWith(each + m_context.target, QStringLiteral("host+path")))
            return false;
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
    return strings.offerStamps() && (parts == SignedParts::Stamps || strings.offerRequested());
}

bool offerArrivalStamps(const QByteArray& body, qint64 receivedAt, const FormSink& sink)
{
    if (receivedAt <= 0 || body.size() > longestStamped)
        return true;
    const Form source{body, {}};
    const qint64 arrival = receivedAt / 1'000;
    for (qint64 second = arrival + secondsAhead; second >= arrival - secondsBack; --second) {
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
