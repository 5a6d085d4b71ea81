// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretlines.h"

#include "core/sha256.h"
#include "core/utf8text.h"
#include "core/webhook/doctor/textforms.h"

namespace kaunt {

namespace {

using Bytes = const QByteArray&;

struct LineEnd {
    const char* name; ///< nullptr where there is none
    const char* bytes;
};

constexpr LineEnd noEnd{nullptr, ""};
constexpr LineEnd lineEnd{"LF", "\n"};
constexpr LineEnd windowsEnd{"CRLF", "\r\n"};

/// Tried only with short bodies: they are many for what they are.
Finding ofLine(const char* cause, std::initializer_list<std::pair<const char*, const char*>> detail)
{
    Finding finding = findingOf(cause, detail);
    finding.isMinor = true;
    return finding;
}

Finding surplusWhite(const char* place, const char* characters)
{
    return ofLine("secret-whitespace", {{"side", "sender"}, {"at", place}, {"characters", characters}});
}

QList<Finding> endFindings(const LineEnd& end)
{
    return end.name ? QList{surplusWhite("end", end.name)} : QList<Finding>();
}

void addLine(std::vector<SecretStep>& steps, const QByteArray& before, const QByteArray& behind, const LineEnd& end)
{
    Finding finding = ofLine("secret-quoted", {{"change", "added"}});
    finding.detail.insert(QStringLiteral("quotes"), QString::fromLatin1(before) + u'…' + QString::fromLatin1(behind));
    const QByteArray whole = behind + end.bytes;
    steps.push_back({finding, [before, whole](Bytes s) { return before + s + whole; }, false, {}, endFindings(end)});
}

void addEnvironmentLines(std::vector<SecretStep>& steps)
{
    for (const char* name : {"SECRET", "WEBHOOK_SECRET", "KAUNT_WEBHOOK_SECRET", "KAUNT_SECRET"}) {
        const QByteArray assigned = QByteArray(name) + '=';
        for (const LineEnd& end : {noEnd, lineEnd}) {
            addLine(steps, assigned + '"', "\"", end);
            addLine(steps, assigned + '\'', "'", end);
            addLine(steps, "export " + assigned, "", end);
            addLine(steps, "export " + assigned + '"', "\"", end);
            addLine(steps, "set " + assigned, "", end);
        }
        addLine(steps, assigned, "", lineEnd);
        addLine(steps, assigned, "", windowsEnd);
        addLine(steps, "set " + assigned, "", windowsEnd);
    }
}

void addYamlLines(std::vector<SecretStep>& steps)
{
    for (const QByteArray& name : {QByteArray("secret: "), QByteArray("Secret: "), QByteArray("webhookSecret: ")}) {
        for (const LineEnd& end : {noEnd, lineEnd}) {
            addLine(steps, name + '"', "\"", end);
            addLine(steps, name, "", end);
        }
    }
}

/// As secret stores hand it out.
void addJsonTexts(std::vector<SecretStep>& steps)
{
    for (const char* name : {"secret", "webhookSecret", "value"}) {
        for (const char* colon : {":", ": "}) {
            for (const LineEnd& end : {noEnd, lineEnd}) {
                const QByteArray before = QByteArray("{\"") + name + '"' + colon;
                Finding finding = ofLine("secret-quoted", {{"change", "added"}});
                finding.detail.insert(QStringLiteral("quotes"), QString::fromLatin1(before) + QStringLiteral("\"…\"}"));
                const QByteArray behind = QByteArray("}") + end.bytes;
                steps.push_back({finding,
                                 [before, behind](Bytes s) { return before + textforms::toJsonString(s) + behind; },
                                 false,
                                 {},
                                 endFindings(end)});
            }
        }
    }
}

void addQuotedLines(std::vector<SecretStep>& steps)
{
    const auto add = [&steps](const char* quote, const QByteArray& before, const QByteArray& behind, const char* place,
                              const char* characters) {
        steps.push_back({ofLine("secret-quoted", {{"quotes", quote}, {"change", "added"}}),
                         [=](Bytes s) { return before + quote + s + quote + behind; },
                         false,
                         {},
                         {surplusWhite(place, characters)}});
    };
    for (const char* quote : {"'", "`"}) {
        add(quote, "", "\n", "end", "LF");
        add(quote, "", "\r\n", "end", "CRLF");
    }
    add("\"", "", " ", "end", "SPACE");
    add("\"", " ", "", "start", "SPACE");
    add("\"", utf8ByteOrderMark.toByteArray(), "", "start", "BOM");
}

/// Of Notepad, and of PowerShell's ">".
void addWindowsTexts(std::vector<SecretStep>& steps)
{
    const QByteArray mark = utf8ByteOrderMark.toByteArray();
    for (const LineEnd& end : {lineEnd, windowsEnd}) {
        const QByteArray characters = QByteArray("BOM ") + end.name;
        const QByteArray bytes(end.bytes);
        steps.push_back(
            {surplusWhite("both", characters.constData()), [mark, bytes](Bytes s) { return mark + s + bytes; }});
        for (const auto charset : {textforms::Charset::Utf16LeWithMark, textforms::Charset::Utf16Le}) {
            steps.push_back(
                {ofLine("secret-encoded", {{"encoding", textforms::charsetName(charset)}, {"change", "encoded"}}),
                 [charset, bytes](Bytes s) { return textforms::fromUtf8(s + bytes, charset); },
                 false,
                 {},
                 endFindings(end)});
        }
    }
}

/// What is made of the whole of a file, and of a secret for Standard Webhooks.
void addMadeOfLines(std::vector<SecretStep>& steps)
{
    const auto written = [](const char* encoding) {
        return ofLine("secret-encoded", {{"encoding", encoding}, {"change", "encoded"}});
    };
    steps.push_back({written("sha256"), [](Bytes s) { return sha256(s + '\n'); }, false, {}, endFindings(lineEnd)});
    steps.push_back(
        {written("sha256-hex"), [](Bytes s) { return sha256(s + '\n').toHex(); }, false, {}, endFindings(lineEnd)});
    steps.push_back({ofLine("secret-quoted", {{"quotes", "whsec_"}, {"change", "added"}}),
                     [](Bytes s) { return "whsec_" + s.toBase64(); },
                     false,
                     {},
                     {written("base64")}});
}

} // namespace

void addSecretLines(std::vector<SecretStep>& steps)
{
    addEnvironmentLines(steps);
    addYamlLines(steps);
    addJsonTexts(steps);
    addQuotedLines(steps);
    addWindowsTexts(steps);
    addMadeOfLines(steps);
}

} // namespace kaunt
