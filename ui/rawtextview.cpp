// SPDX-License-Identifier: MIT
#include "ui/rawtextview.h"

#include <QEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QMimeData>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype mostHitsMarked = 500;

/// A document takes some 5 µs to take up a line: of so many lines together nobody notices.
qsizetype portionEnd(QStringView text, qsizetype begin)
{
    constexpr int linesOfPortion = 2'000;
    qsizetype end = begin;
    for (int line = 0; line < linesOfPortion; ++line) {
        const qsizetype feed = text.indexOf(u'\n', end);
        if (feed < 0)
            return text.size();
        end = feed + 1;
    }
    return end;
}

} // namespace

RawTextView::RawTextView(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_adding(new QTimer(this))
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
    connect(m_adding, &QTimer::timeout, this, &RawTextView::addPortion);
}

void RawTextView::setText(ShownText text, Escapes escapes)
{
    const QScopedValueRollback<bool> selecting(m_isSelecting, true);
    m_text = std::move(text);
    m_escapes = escapes;
    m_unescaped.reset();
    m_hits.clear();
    m_currentHit = -1;
    const QString& shown = m_text.shown();
    m_added = portionEnd(shown, 0);
    setPlainText(m_added == shown.size() ? shown : shown.left(m_added));
    if (m_added < shown.size())
        m_adding->start();
    else
        m_adding->stop();
}

void RawTextView::addPortion()
{
    const QScopedValueRollback<bool> selecting(m_isSelecting, true);
    const QString& shown = m_text.shown();
    const qsizetype end = portionEnd(shown, m_added);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(shown.mid(m_added, end - m_added));
    m_added = end;
    if (m_added < shown.size())
        return;
    m_adding->stop();
    markHits();
}

void RawTextView::addUpTo(qsizetype position)
{
    const qsizetype end = std::min(position, m_text.shown().size());
    while (m_added < end)
        addPortion();
}

void RawTextView::select(qsizetype begin, qsizetype end)
{
    addUpTo(end);
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

QList<RawTextView::Hit> RawTextView::occurrences(const QString& text, const QString& in)
{
    QList<Hit> hits;
    qsizetype at = text.isEmpty() ? -1 : in.indexOf(text, 0, Qt::CaseInsensitive);
    while (at >= 0 && hits.size() < mostHits) {
        hits.append({at, at + text.size()});
        at = in.indexOf(text, at + text.size(), Qt::CaseInsensitive);
    }
    return hits;
}

/// What stands in the same place both ways is one hit.
QList<RawTextView::Hit> RawTextView::hitsOf(const QString& text)
{
    const QString& decoded = m_text.decoded();
    QList<Hit> asItStands = occurrences(text, decoded);
    const bool hasEscapes = m_escapes == Escapes::Form || (m_escapes == Escapes::Json && decoded.contains(u'\\'));
    if (!hasEscapes || text.isEmpty())
        return asItStands;
    if (!m_unescaped)
        m_unescaped = m_escapes == Escapes::Json ? UnescapedText::ofJson(decoded) : UnescapedText::ofForm(decoded);
    QList<Hit> asItIsMeant = occurrences(text, m_unescaped->text());
    for (Hit& hit : asItIsMeant)
        hit = {m_unescaped->sourceOf(hit.begin), m_unescaped->sourceOf(hit.end)};
    QList<Hit> all = asItIsMeant;
    for (const Hit& hit : std::as_const(asItStands)) {
        const auto next = std::upper_bound(asItIsMeant.cbegin(), asItIsMeant.cend(), hit.begin,
                                           [](qsizetype begin, const Hit& one) { return begin < one.end; });
        if (next == asItIsMeant.cend() || next->begin >= hit.end)
            all.append(hit);
    }
    std::sort(all.begin(), all.end(), [](const Hit& one, const Hit& other) { return one.begin < other.begin; });
    if (all.size() > mostHits)
        all.resize(mostHits);
    return all;
}

void RawTextView::search(const QString& text)
{
    m_hits = hitsOf(text);
    m_currentHit = -1;
    markHits();
    if (!m_hits.isEmpty()) {
        showHit(hitFromHere());
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
    for (const Hit& hit : std::as_const(m_hits)) {
        const qsizetype end = m_text.shownAtDecoded(hit.end);
        if (marks.size() == mostHitsMarked || end > m_added)
            break;
        QTextCursor cursor(document());
        cursor.setPosition(static_cast<int>(m_text.shownAtDecoded(hit.begin)));
        cursor.setPosition(static_cast<int>(end), QTextCursor::KeepAnchor);
        marks.append({cursor, format});
    }
    setExtraSelections(marks);
}

void RawTextView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markHits();
}

/// What is read stays in sight, as when a banner takes room above.
void RawTextView::resizeEvent(QResizeEvent* event)
{
    const QRect current = cursorRect();
    QPlainTextEdit::resizeEvent(event);
    if (current.intersects(QRect({}, event->oldSize())))
        ensureCursorVisible();
}

void RawTextView::showHit(int hit)
{
    m_currentHit = hit;
    const Hit& shown = m_hits.at(hit);
    select(m_text.shownAtDecoded(shown.begin), m_text.shownAtDecoded(shown.end));
    Q_EMIT hitShown(m_text.byteAtDecoded(shown.begin));
}

bool RawTextView::isAt(int hit) const
{
    return textCursor().selectionStart() == m_text.shownAtDecoded(m_hits.at(hit).begin);
}

/// At the cursor, or further on.
int RawTextView::hitFromHere() const
{
    const qsizetype from = m_text.decodedAtShown(textCursor().selectionStart());
    const auto next =
        std::find_if(m_hits.cbegin(), m_hits.cend(), [from](const Hit& hit) { return hit.begin >= from; });
    return next == m_hits.cend() ? 0 : static_cast<int>(next - m_hits.cbegin());
}

void RawTextView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::SelectAll) || event->matches(QKeySequence::MoveToEndOfDocument) ||
        event->matches(QKeySequence::SelectEndOfDocument))
        addUpTo(m_text.shown().size());
    QPlainTextEdit::keyPressEvent(event);
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
