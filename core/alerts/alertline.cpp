// SPDX-License-Identifier: MIT
#include "core/alerts/alertline.h"

#include "core/export/deliverylines.h"
#include "core/export/linewriter.h"

#include <algorithm>

namespace kaunt {

namespace {

QByteArray reasonCode(LogError::Code code)
{
    switch (code) {
    case LogError::Code::NotWritable:
    case LogError::Code::NoThrowAwayFolder:
        return "not-writable";
    case LogError::Code::LockedByOther:
    case LogError::Code::OlderInUse:
    case LogError::Code::Busy:
        return "locked";
    case LogError::Code::Damaged:
    case LogError::Code::NotOurs:
    case LogError::Code::TooNew:
        return "damaged";
    case LogError::Code::Salvaging:
        return "salvaging";
    case LogError::Code::DiskFull:
        return "disk-full";
    case LogError::Code::IoError:
        return "io-error";
    case LogError::Code::Replaced:
        return "replaced";
    case LogError::Code::QueueFull:
        return "queue-full";
    case LogError::Code::Closing:
    case LogError::Code::NotFound:
    case LogError::Code::Failed:
        break;
    }
    return "other";
}

QByteArray reasonCode(ListenError::Code code)
{
    switch (code) {
    case ListenError::Code::PortTaken:
        return "port-taken";
    case ListenError::Code::AddressNotAvailable:
        return "address-not-available";
    case ListenError::Code::NotPermitted:
        return "not-permitted";
    case ListenError::Code::TlsNotUsable:
        return "tls-not-usable";
    case ListenError::Code::Other:
        break;
    }
    return "other";
}

QByteArray findingCode(DriftFinding::Kind kind)
{
    switch (kind) {
    case DriftFinding::Kind::NewEventType:
        return "new-event-type";
    case DriftFinding::Kind::NewField:
        return "new-field";
    case DriftFinding::Kind::NewValue:
        return "new-value";
    case DriftFinding::Kind::NewType:
        return "new-type";
    case DriftFinding::Kind::NewNull:
        return "new-null";
    case DriftFinding::Kind::VanishedField:
        return "vanished-field";
    }
    return {};
}

/// Writes what a rule's alert has besides its count.
class DetailWriter {
public:
    DetailWriter(LineWriter& line, const QList<CauseCount>& causes)
        : m_line(line)
        , m_causes(causes)
    {
    }

    void operator()(const Diagnosis& diagnosis)
    {
        m_line.key("cause").text(diagnosis.cause);
        m_line.key("causes").startObject();
        for (const CauseCount& one : m_causes)
            m_line.key(one.cause.toUtf8().constData()).number(one.count);
        m_line.endObject();
    }
    void operator()(const FailedEventCause& cause) { m_line.key("eventType").text(cause.eventType); }
    void operator()(const RepeatedCause& cause)
    {
        m_line.key("status").number(cause.status);
        m_line.key("millis").numberOrNull(cause.millis);
        m_line.key("onPurpose").truth(cause.onPurpose);
    }
    void operator()(const QList<DriftFinding>& findings)
    {
        constexpr qsizetype mostFindings = 20;
        m_line.key("findings").startArray();
        for (const DriftFinding& finding : findings.first(std::min(findings.size(), mostFindings)))
            write(finding);
        m_line.endArray();
    }
    void operator()(const LogError& error)
    {
        m_line.key("reason").text(reasonCode(error.code));
        m_line.key("freeBytes").numberOrNull(error.freeBytes);
    }
    void operator()(const ListenError& error)
    {
        m_line.key("reason").text(reasonCode(error.code));
        m_line.key("address").text(error.address.toString());
        m_line.key("port").number(error.port);
    }
    void operator()(const ForwardCause& cause)
    {
        m_line.key("target").text(cause.target);
        m_line.key("status").number(cause.status);
        m_line.key("error").text(cause.noAnswer.text());
        m_line.key("down").truth(cause.isDown);
        m_line.key("passedOver").number(cause.passedOver);
        if (cause.logError)
            m_line.key("reason").text(reasonCode(cause.logError->code));
    }
    void operator()(const SilenceCause& cause)
    {
        constexpr qint64 millisPerSecond = 1'000;
        m_line.key("since").text(utcText(cause.since));
        m_line.key("usualSeconds").number(cause.usual.count() / millisPerSecond);
    }

private:
    /// The word of a new value stays here: it is of the payload.
    void write(const DriftFinding& finding)
    {
        constexpr qsizetype longestPath = 200;
        m_line.startObject();
        m_line.key("kind").text(findingCode(finding.kind));
        m_line.key("path").text(finding.path.isNull() ? QString() : finding.path.left(longestPath));
        m_line.key("breaking").truth(finding.isBreaking());
        if (finding.kind == DriftFinding::Kind::NewEventType)
            m_line.key("eventType").text(finding.text.left(longestPath));
        m_line.endObject();
    }

    LineWriter& m_line;
    const QList<CauseCount>& m_causes;
};

} // namespace

QByteArray alertLine(const Alert& alert)
{
    LineWriter line;
    line.key("type").text(QByteArray("alert"));
    line.key("rule").text(alertRuleCode(alert.rule()));
    line.key("at").text(utcText(alert.at));
    line.key("deliveries").startArray();
    for (const qint64 delivery : alert.deliveries)
        line.number(delivery);
    line.endArray();
    line.key("detail").startObject();
    line.key("count").number(alert.count);
    std::visit(DetailWriter(line, alert.causes), alert.cause);
    line.endObject();
    return line.line();
}

} // namespace kaunt
