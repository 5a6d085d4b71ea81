// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/bodyedges.h"

#include "core/utf8text.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

/// A text of JSON and what stands around it.
struct EdgedText {
    bool hasMark = false;
    QByteArrayView before;
    QByteArrayView within;
    QByteArrayView behind;
};

bool isOfEdges(char c)
{
    constexpr QByteArrayView edges(" \t\n\v\f\r\0\x1a", 8);
    return edges.contains(c);
}

EdgedText edgedText(QByteArrayView text)
{
    EdgedText edged;
    const QByteArrayView unmarked = withoutByteOrderMark(text);
    edged.hasMark = unmarked.size() < text.size();
    qsizetype end = unmarked.size();
    while (end > 0 && isOfEdges(unmarked.at(end - 1)))
        --end;
    qsizetype begin = 0;
    while (begin < end && isOfEdges(unmarked.at(begin)))
        ++begin;
    edged.before = unmarked.first(begin);
    edged.within = unmarked.sliced(begin, end - begin);
    edged.behind = unmarked.sliced(end);
    return edged;
}

const char* edgeNameOf(QByteArrayView edge)
{
    constexpr std::array<std::pair<QByteArrayView, const char*>, 8> names{{{"\n", "LF"},
                                                                           {"\r\n", "CRLF"},
                                                                           {"\r", "CR"},
                                                                           {"\n\n", "LF LF"},
                                                                           {" ", "SPACE"},
                                                                           {"\t", "TAB"},
                                                                           {{"\0", 1}, "NUL"},
                                                                           {"\x1a", "SUB"}}};
    const auto* const named =
        std::find_if(names.begin(), names.end(), [edge](const auto& each) { return each.first == edge; });
    return named == names.end() ? "several" : named->second;
}

bool isLineEnd(QByteArrayView edge)
{
    return edge == "\n" || edge == "\r\n";
}

/// What is otherwise at one edge; nothing where both are alike.
QList<Finding> edgeChange(QByteArrayView received, QByteArrayView wasSigned, const char* at)
{
    if (received == wasSigned)
        return {};
    if (isLineEnd(received) && isLineEnd(wasSigned))
        return {
            findingOf("body-line-endings", {{"received", edgeNameOf(received)}, {"signed", edgeNameOf(wasSigned)}})};
    if (received.startsWith(wasSigned))
        return {edgeFinding("added", edgeNameOf(received.sliced(wasSigned.size())), at)};
    const qsizetype kept = wasSigned.startsWith(received) ? received.size() : 0;
    return {edgeFinding("removed", edgeNameOf(wasSigned.sliced(kept)), at)};
}

bool isOfEdge(const Finding& finding)
{
    return finding.cause == u"body-newline" || finding.cause == u"body-bom";
}

bool areLineEndsTold(const QList<Finding>& findings)
{
    return std::any_of(findings.cbegin(), findings.cend(), [](const Finding& finding) {
        return finding.cause == u"body-line-endings" || finding.forms.contains(QStringLiteral("crlf"));
    });
}

} // namespace

Finding edgeFinding(const char* change, const char* newline, const char* at)
{
    return findingOf("body-newline", {{"change", change}, {"newline", newline}, {"at", at}});
}

Finding markFinding(const char* change)
{
    return findingOf("body-bom", {{"change", change}});
}

QByteArrayView withinEdges(QByteArrayView text)
{
    return edgedText(text).within;
}

QList<Finding> withComparedEdges(const QList<Finding>& findings, const QByteArray& received,
                                 const QByteArray& wasSigned)
{
    const EdgedText came = edgedText(received);
    const EdgedText made = edgedText(wasSigned);
    const bool isSameText = came.within == made.within;
    QList<Finding> compared;
    for (const Finding& finding : findings) {
        const bool isOfBody = finding.cause.startsWith(QLatin1String("body-"));
        if (isSameText ? !isOfBody : !isOfEdge(finding))
            compared.append(finding);
    }
    const auto isTold = [&](const char* at) {
        return isSameText || std::any_of(findings.cbegin(), findings.cend(), [at](const Finding& finding) {
                   return finding.cause == u"body-newline" && finding.detail.value(u"at") == QLatin1String(at);
               });
    };
    // A text of lines ends with a line end of its printing's own kind.
    const bool areEndsTold = areLineEndsTold(compared) || came.within.contains('\n');
    if (came.hasMark != made.hasMark)
        compared.append(markFinding(made.hasMark ? "removed" : "added"));
    // One of a single line has none of its own: what came behind it was not printed with it.
    const bool isOneLine = !came.within.contains('\n');
    const auto compareEdge = [&](QByteArrayView edge, QByteArrayView signedEdge, const char* at) {
        const bool isLineEndAlone = isLineEnd(edge) && isLineEnd(signedEdge);
        const bool isAdded = isOneLine && edge.size() > signedEdge.size() && edge.startsWith(signedEdge);
        if ((isTold(at) || isAdded) && !(isLineEndAlone && areEndsTold))
            compared += edgeChange(edge, signedEdge, at);
    };
    compareEdge(came.before, made.before, "start");
    compareEdge(came.behind, made.behind, "end");
    return compared;
}

} // namespace kaunt
