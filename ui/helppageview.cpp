// SPDX-License-Identifier: MIT
#include "ui/helppageview.h"

#include "ui/readablecolor.h"

#include <QEvent>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace kaunt {

HelpPageView::HelpPageView(QList<HelpPage> pages, QWidget* parent)
    : QTextBrowser(parent)
    , m_pages(std::move(pages))
{
    setObjectName(QStringLiteral("helpText"));
    setAccessibleName(tr("Text of the page"));
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        if (const HelpPage* page = pageOf(url))
            showPage(page->name);
    });
    connect(this, &QTextBrowser::sourceChanged, this, &HelpPageView::takePage);
}

/// Only a bare file name is one of ours: no scheme, no host, no folder.
const HelpPage* HelpPageView::pageOf(const QUrl& url) const
{
    const QString name = url.toString(QUrl::FullyEncoded);
    const auto page =
        std::find_if(m_pages.cbegin(), m_pages.cend(), [&name](const HelpPage& one) { return one.name == name; });
    return page == m_pages.cend() ? nullptr : &*page;
}

void HelpPageView::showPage(const QString& name)
{
    if (name != pageName() && pageOf(QUrl(name)))
        setSource(QUrl(name), QTextDocument::MarkdownResource);
}

QVariant HelpPageView::loadResource(int type, const QUrl& name)
{
    const HelpPage* page = type == QTextDocument::MarkdownResource ? pageOf(name) : nullptr;
    return page ? QVariant(page->markdown) : QVariant();
}

void HelpPageView::setWanted(const QStringList& words)
{
    m_wanted = words;
    markWanted();
}

bool HelpPageView::selectNext()
{
    QTextCursor cursor = textCursor();
    const bool hasMore = m_nextHit < m_hits.size();
    if (hasMore) {
        cursor = m_hits.at(m_nextHit);
        ++m_nextHit;
    } else {
        m_nextHit = 0;
        cursor.clearSelection();
    }
    setTextCursor(cursor);
    return hasMore;
}

void HelpPageView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        formatLinks();
        markWanted();
    }
}

void HelpPageView::takePage(const QUrl& url)
{
    m_pageName = url.path();
    formatLinks();
    markWanted();
    Q_EMIT pageShown(m_pageName);
}

/// Qt takes the palette's colour as it was when the page was read, and in a dark palette few desktops set it.
void HelpPageView::formatLinks()
{
    QTextCharFormat format;
    format.setForeground(readableColor(palette().color(QPalette::Link), palette()));
    format.setFontUnderline(true); // never by colour alone
    QList<QTextCursor> links;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (!part.fragment().charFormat().isAnchor())
                continue;
            QTextCursor link(document());
            link.setPosition(part.fragment().position());
            link.setPosition(part.fragment().position() + part.fragment().length(), QTextCursor::KeepAnchor);
            links.append(link);
        }
    }
    for (QTextCursor& link : links) // only now, for it may join the parts that are gone through
        link.mergeCharFormat(format);
}

void HelpPageView::markWanted()
{
    m_hits.clear();
    m_nextHit = 0;
    for (const QString& word : std::as_const(m_wanted)) {
        for (QTextCursor hit = document()->find(word); !hit.isNull(); hit = document()->find(word, hit))
            m_hits.append(hit);
    }
    std::sort(m_hits.begin(), m_hits.end());
    QTextCharFormat format;
    format.setFontUnderline(true);
    format.setBackground(palette().brush(QPalette::AlternateBase));
    QList<ExtraSelection> marks;
    for (const QTextCursor& hit : std::as_const(m_hits))
        marks.append({hit, format});
    setExtraSelections(marks);
}

} // namespace kaunt
