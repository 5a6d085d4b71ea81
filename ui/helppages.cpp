// SPDX-License-Identifier: MIT
#include "ui/helppages.h"

#include <QFile>
#include <QTextDocument>

#include <utility>

/// Outside of the namespace: so Qt wants it.
static void registerHelp()
{
    Q_INIT_RESOURCE(help);
}

namespace kaunt {

namespace {

constexpr const char* pageNames[] = {"start",       "connect", "list",   "refused", "fetch",  "send",     "forward",
                                     "passthrough", "answers", "alerts", "share",   "tunnel", "security", "kauntctl"};

QString readPage(const QString& folder, const QStringList& languages, const QString& name)
{
    for (const QString& language : languages) {
        QFile file(QStringLiteral("%1/%2/%3").arg(folder, language, name));
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    }
    return {};
}

} // namespace

QString HelpPage::plainText() const
{
    QTextDocument document;
    document.setMarkdown(markdown);
    return document.toPlainText();
}

QString helpFolder()
{
    registerHelp();
    return QStringLiteral(":/help");
}

QList<HelpPage> helpPages(const QString& folder, const QStringList& languages)
{
    QList<HelpPage> pages;
    for (const char* name : pageNames) {
        const QString file = QLatin1String(name) + QStringLiteral(".md");
        HelpPage page{file, {}, readPage(folder, languages + QStringList{QStringLiteral("en")}, file)};
        if (page.markdown.isEmpty())
            continue;
        page.title = page.plainText().section(u'\n', 0, 0);
        pages.append(std::move(page));
    }
    return pages;
}

} // namespace kaunt
