// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/findingsreport.h"

#include "core/webhook/doctor/arrivedform.h"
#include "core/webhook/doctor/bodyedges.h"
#include "core/webhook/doctor/bodywriting.h"
#include "core/webhook/doctor/reprintings.h"
#include "core/webhook/doctor/signedstrings.h"
#include "core/webhook/signature.h"

#include <QJsonArray>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype shownBytes = 16;

bool isOf(const Finding& finding, const char* cause)
{
    return finding.cause == QLatin1String(cause);
}

bool hasCause(const QList<Finding>& findings, const char* cause)
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [cause](const Finding& finding) { return isOf(finding, cause); });
}

bool hasAddition(const Finding& finding)
{
    return finding.detail.contains(u"matchesWithout") || finding.detail.contains(u"matchesWithoutCharacters");
}

bool hasDropped(const Finding& finding)
{
    return finding.detail.value(u"lost") == QLatin1String("dropped");
}

QList<Finding> ownerFindings(const SignatureOrigin& origin)
{
    if (origin.isOtherEndpoint)
        return {secretOfOther(origin.endpoint, origin.isRetired)};
    return origin.isRetired ? QList{retiredSecret(origin.secretName)} : QList<Finding>();
}

/// A client that sends a file without its line ends, as curl's --data does, leaves what no printing of ours explains
/// better.
bool areLinesJoined(const QByteArray& body, const QByteArray& wasSigned)
{
    const auto joined = [](QByteArray text) { return text.replace('\r', "").replace('\n', ""); };
    return !body.contains('\n') && wasSigned.contains('\n') && joined(wasSigned) == body;
}

/// Line ends that a printing has, where what came has none that could have been changed.
QList<Finding> withinPrinting(const QList<Finding>& findings)
{
    QList<Finding> folded;
    for (const Finding& finding : findings) {
        const bool isWithin =
            isOf(finding, "body-line-endings") && !folded.isEmpty() && !folded.constLast().forms.isEmpty();
        if (isWithin)
            folded.last().forms.append(QStringLiteral("crlf"));
        else
            folded.append(finding);
    }
    return folded;
}

bool isLostNewline(const Finding& finding)
{
    return isOf(finding, "body-newline") && finding.detail.value(u"change") == QLatin1String("removed") &&
           finding.detail.value(u"newline") == QLatin1String("LF") &&
           finding.detail.value(u"at") == QLatin1String("end");
}

/// A text of lines ends with a newline of its own, which no body has lost.
QList<Finding> withinLines(const QList<Finding>& findings)
{
    QList<Finding> folded = findings;
    const auto isOfLines = [](const Finding& finding) {
        const QString form = isOf(finding, "signed-string") ? finding.forms.value(0) : QString();
        return form.contains(QLatin1String("\\n")) && form.endsWith(QLatin1String("body"));
    };
    const auto lines = std::find_if(folded.begin(), folded.end(), isOfLines);
    if (lines == folded.end() || std::none_of(folded.cbegin(), folded.cend(), isLostNewline))
        return folded;
    lines->forms.front().append(QLatin1String("\\n"));
    folded.removeIf(isLostNewline);
    return folded;
}

/// Whether what came was only printed anew: what was packed, converted or wrapped as well is another text.
bool isReprintedOnly(const QList<Finding>& findings)
{
    return std::none_of(findings.cbegin(), findings.cend(), [](const Finding& finding) {
        const bool isReprinted = isOf(finding, "body-reserialised");
        return isOf(finding, "body-compressed") || isOf(finding, "body-charset") ||
               (isReprinted && finding.forms.isEmpty());
    });
}

QList<Finding> bodyFindings(const SignatureOrigin& origin, const QByteArray& body)
{
    if (hasCause(origin.findings, "signed-string"))
        return withinLines(origin.findings);
    if (!hasCause(origin.findings, "body-reserialised"))
        return origin.findings;
    if (!areLinesJoined(body, origin.message)) {
        const QList<Finding> folded = body.trimmed().contains('\n') ? origin.findings : withinPrinting(origin.findings);
        return isReprintedOnly(origin.findings) ? withComparedEdges(folded, body, origin.message) : folded;
    }
    QList<Finding> findings;
    std::copy_if(origin.findings.cbegin(), origin.findings.cend(), std::back_inserter(findings),
                 [](const Finding& finding) { return !finding.cause.startsWith(QLatin1String("body-")); });
    findings.append({QStringLiteral("body-line-endings"),
                     {{QStringLiteral("received"), QStringLiteral("none")},
                      {QStringLiteral("signed"),
                       origin.message.contains("\r\n") ? QStringLiteral("CRLF") : QStringLiteral("LF")}}});
    return findings;
}

bool isComparable(const QList<Finding>& findings)
{
    const bool isOfBody = std::any_of(findings.cbegin(), findings.cend(), [](const Finding& finding) {
        return finding.cause.startsWith(QLatin1String("body-")) || hasAddition(finding);
    });
    return isOfBody && !hasCause(findings, "body-empty-signed") && !hasCause(findings, "signed-string");
}

void addMissing(QJsonObject& detail, const QJsonObject& more)
{
    for (auto each = more.begin(); each != more.end(); ++each) {
        if (!detail.contains(each.key()))
            detail.insert(each.key(), each.value());
    }
}

/// What came and was not signed, members or characters, is no printing and no charset: nobody can know who put it
/// there. The printing is told besides where more is otherwise than that.
QList<Finding> withoutAdditions(const QList<Finding>& findings, const SignatureOrigin& origin, const QByteArray& body)
{
    QList<Finding> told;
    for (const Finding& finding : findings) {
        if (hasDropped(finding)) {
            told.prepend({QStringLiteral("unknown"),
                          {{QStringLiteral("matchesWithoutCharacters"), finding.detail.value(u"charset")}}});
            continue;
        }
        if (!hasAddition(finding)) {
            told.append(finding);
            continue;
        }
        told.prepend({QStringLiteral("unknown"), finding.detail});
        const ComparedForms compared = compareForms(finding.forms, body, origin.message);
        const bool isLayoutKept = compared.wasSigned == QStringList{writingOf(body).layout};
        if (!isReprintedOnly(origin.findings) || !isLayoutKept)
            told.append({finding.cause, {}, finding.forms});
    }
    return told;
}

QJsonObject detailOf(const Finding& finding, const SignatureOrigin& origin, const QByteArray& body)
{
    QJsonObject detail = finding.detail;
    if (finding.forms.isEmpty())
        return detail;
    if (isOf(finding, "signed-string")) {
        addMissing(detail, signedStringDetail(finding.forms));
        return detail;
    }
    const ComparedForms compared = isReprintedOnly(origin.findings) ? compareForms(finding.forms, body, origin.message)
                                                                    : formsAlone(finding.forms);
    addMissing(detail, reprintingDetail(compared.wasSigned));
    if (!compared.arrived.isEmpty())
        detail.insert(QStringLiteral("arrived"), compared.arrived.join(QStringLiteral(", ")));
    return detail;
}

QString shown(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.left(shownBytes).toHex());
}

} // namespace

bool isOfOtherContent(const QList<Finding>& findings)
{
    static const QStringList changes{QStringLiteral("without-nulls"), QStringLiteral("with-nulls"),
                                     QStringLiteral("empty-nulls"), QStringLiteral("null-empties"),
                                     QStringLiteral("last-duplicates")};
    return std::any_of(findings.cbegin(), findings.cend(), [](const Finding& finding) {
        return hasAddition(finding) || finding.detail.contains(u"lost") ||
               std::any_of(finding.forms.cbegin(), finding.forms.cend(),
                           [](const QString& form) { return changes.contains(form); });
    });
}

QJsonObject differenceOf(const QByteArray& received, const QByteArray& wasSigned)
{
    const qsizetype shorter = std::min(received.size(), wasSigned.size());
    const auto begin = std::mismatch(received.begin(), received.begin() + shorter, wasSigned.begin());
    const qsizetype offset = begin.first - received.begin();
    qsizetype same = 0;
    while (same < shorter - offset && received[received.size() - 1 - same] == wasSigned[wasSigned.size() - 1 - same])
        ++same;
    return {{QStringLiteral("offset"), offset},
            {QStringLiteral("received"), shown(received.mid(offset, received.size() - same - offset))},
            {QStringLiteral("signed"), shown(wasSigned.mid(offset, wasSigned.size() - same - offset))},
            {QStringLiteral("receivedBytes"), received.size()},
            {QStringLiteral("signedBytes"), wasSigned.size()}};
}

QList<Finding> headerFindings(const SignatureClaim& claim, const QByteArray& value, bool isExplained)
{
    // "v1=…", and a digest of another length in base64, which the verifier does not read.
    const bool isOfScheme = claim.reading.isEmpty() || claim.reading == u"prefix" || claim.reading == u"base64-variant";
    if (decodeSignature(value) || (isExplained && isOfScheme && !claim.isCutOff))
        return {};
    QJsonObject detail{{QStringLiteral("length"), value.size()}};
    if (!claim.reading.isEmpty())
        detail.insert(QStringLiteral("reading"), claim.reading);
    return {{claim.isCutOff ? QStringLiteral("header-truncated") : QStringLiteral("header-malformed"), detail}};
}

Finding retiredSecret(const QString& name)
{
    Finding finding{QStringLiteral("secret-retired"), {}};
    if (!name.isEmpty())
        finding.detail.insert(QStringLiteral("secret"), name);
    return finding;
}

Finding secretOfOther(const QString& endpoint, bool isRetired)
{
    Finding finding{QStringLiteral("secret-of-other-endpoint"), {{QStringLiteral("endpoint"), endpoint}}};
    if (isRetired)
        finding.detail.insert(QStringLiteral("retired"), true);
    return finding;
}

Diagnosis reportFindings(const QList<Finding>& findings)
{
    Diagnosis diagnosis{findings.isEmpty() ? QStringLiteral("unknown") : findings.constFirst().cause, {}};
    QJsonArray layers;
    QJsonArray details;
    for (const Finding& finding : findings) {
        layers.append(finding.cause);
        details.append(finding.detail);
        addMissing(diagnosis.detail, finding.detail);
    }
    if (layers.size() > 1) {
        diagnosis.detail.insert(QStringLiteral("layers"), layers);
        diagnosis.detail.insert(QStringLiteral("layerDetails"), details);
    }
    return diagnosis;
}

Diagnosis reportOrigin(const SignatureOrigin& origin, const QByteArray& headerValue, const RefusedRequest& request,
                       const QList<Finding>& before)
{
    const bool isExplained = hasCause(origin.findings, "signed-string") || hasCause(origin.findings, "other-algorithm");
    QList<Finding> own = bodyFindings(origin, request.body);
    // Another provider's scheme explains more than how its key is written.
    std::stable_partition(own.begin(), own.end(), [](const Finding& each) { return isOf(each, "signed-string"); });
    const QList<Finding> header = headerFindings(origin.claim, headerValue, isExplained);
    QList<Finding> findings = before + header + withoutAdditions(ownerFindings(origin) + own, origin, request.body);
    for (Finding& finding : findings)
        finding.detail = detailOf(finding, origin, request.body);
    Diagnosis diagnosis = reportFindings(findings);
    if (!origin.secretName.isEmpty())
        diagnosis.detail.insert(QStringLiteral("secret"), origin.secretName);
    if (isComparable(findings))
        diagnosis.detail.insert(QStringLiteral("difference"), differenceOf(request.body, origin.message));
    return diagnosis;
}

} // namespace kaunt
