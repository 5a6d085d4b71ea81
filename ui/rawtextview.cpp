// SPDX-License-Identifier: MIT
#include "ui/rawtextview.h"

#include <QFontDatabase>
#include <QMimeData>
#include <QScopedValueRollback>

#include <algorithm>
#include <memory>

namespace kaunt {

namespace {

constexpr qsizetype mostHitsMarked = 500;

} // namespace

RawTextView::RawTextView(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!m_isSelecting && hasFocus())
            Q_EMIT byteChosen(m_text.byteAtShown(textCursor().position()));
    });
}

void RawTextView::setText(ShownText text)
{
    const QScopedValueRollback<bool> selecting(m_isSelecting, true);
    m_text = std::move(text);
    setPlainText(m_text.shown());
    m_hits.clear();
    m_currentHit = -1;
}

void RawTextView::select(qsizetype begin, qsizetype end)
{
    const QScopedValueRollback<bool> selecting(m_isSelecting, true);
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(end));
    cursor.setPosition(static_cast<int>(begin), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void RawTextView::selectBytes(qsizetype offset, qsizetype length)
{
    select(m_text.shownAtByte(offset), m_text.shownAtByte(offset + length));
}

void RawTextView::search(const QString& text)
{
    m_searched = text;
    m_hits.clear();
    m_currentHit = -1;
    const QString& decoded = m_text.decoded();
    qsizetype at = text.isEmpty() ? -1 : decoded.indexOf(text, 0, Qt::CaseInsensitive);
    while (at >= 0 && m_hits.size() < mostHits) {
        m_hits.append(at);
        at = decoded.indexOf(text, at + text.size(), Qt::CaseInsensitive);
    }
    markHits();
    if (!m_hits.isEmpty()) {
        const qsizetype from = m_text.decodedAtShown(textCursor().selectionStart());
        const auto next = std::lower_bound(m_hits.cbegin(), m_hits.cend(), from);
        showHit(next == m_hits.cend() ? 0 : static_cast<int>(next - m_hits.cbegin()));
    } else if (!text.isEmpty()) {
        const int start = textCursor().selectionStart();
        select(start, start);
    }
}

void RawTextView::markHits()
{
    QTextCharFormat format;
    format.setFontUnderline(true);
    format.setBackground(palette().brush(QPalette::AlternateBase));
    QList<QTextEdit::ExtraSelection> marks;
    for (const qsizetype hit : std::as_const(m_hits)) {
        if (marks.size() == mostHitsMarked)
            break;
        QTextCursor cursor(document());
        cursor.setPosition(static_cast<int>(m_text.shownAtDecoded(hit)));
        cursor.setPosition(static_cast<int>(m_text.shownAtDecoded(hit + m_searched.size())), QTextCursor::KeepAnchor);
        marks.append({cursor, format});
    }
    setExtraSelections(marks);
}

void RawTextView::showHit(int hit)
{
    m_currentHit = hit;
    const qsizetype at = m_hits.at(hit);
    select(m_text.shownAtDecoded(at), m_text.shownAtDecoded(at + m_searched.size()));
    Q_EMIT hitShown(m_text.byteAtDecoded(at));
}

void RawTextView::findNext()
{
    if (m_hits.isEmpty())
        return;
    showHit((m_currentHit + 1) % hitCount());
}

void RawTextView::findPrevious()
{
    if (m_hits.isEmpty())
        return;
    showHit((std::max(m_currentHit, 0) + hitCount() - 1) % hitCount());
}

QMimeData* RawTextView::createMimeDataFromSelection() const
{
    const qsizetype begin = m_text.decodedAtShown(textCursor().selectionStart());
    const qsizetype end = m_text.decodedAtShown(textCursor().selectionEnd());
    auto copied = std::make_unique<QMimeData>();
    copied->setText(m_text.decoded().sliced(begin, end - begin));
    return copied.release();
}

} // namespace kaunt
