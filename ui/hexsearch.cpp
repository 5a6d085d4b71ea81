// SPDX-License-Identifier: MIT
#include "ui/hexsearch.h"

#include "ui/hexmodel.h"

#include <QAbstractItemView>
#include <QRegularExpression>

#include <algorithm>

namespace kaunt {

namespace {

void addHits(const QByteArray& bytes, const QByteArray& wanted, QList<ByteSpan>& hits)
{
    qsizetype at = wanted.isEmpty() ? -1 : bytes.indexOf(wanted);
    for (int found = 0; at >= 0 && found < FindTarget::mostHits; ++found) {
        hits.append({at, wanted.size()});
        at = bytes.indexOf(wanted, at + wanted.size());
    }
}

/// Empty where the text is no such digits. They can be read in one way only: with two, an odd digit at the end would
/// cost twice as much for each pair in front of it.
QByteArray bytesNamedBy(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^\\s*(?:(?:0x)?[0-9a-f]{2}\\s*)+$"),
                                         QRegularExpression::CaseInsensitiveOption);
    QString digits = text;
    return form.match(text).hasMatch()
               ? QByteArray::fromHex(digits.remove(QLatin1String("0x"), Qt::CaseInsensitive).toLatin1())
               : QByteArray();
}

QList<ByteSpan> findInBytes(const QByteArray& bytes, const QString& text)
{
    QList<ByteSpan> hits;
    addHits(bytes.toLower(), text.toUtf8().toLower(), hits);
    addHits(bytes, bytesNamedBy(text), hits);
    std::sort(hits.begin(), hits.end(),
              [](const ByteSpan& one, const ByteSpan& other) { return one.offset < other.offset; });
    hits.resize(std::min<qsizetype>(hits.size(), FindTarget::mostHits));
    return hits;
}

} // namespace

HexSearch::HexSearch(const HexModel& model, QAbstractItemView& view, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_view(view)
{
}

void HexSearch::search(const QString& text)
{
    m_hits = findInBytes(m_model.bytes(), text);
    m_currentHit = -1;
    if (m_hits.isEmpty()) {
        if (!text.isEmpty())
            m_view.clearSelection();
        return;
    }
    showHit(hitFromHere());
}

/// In the row where the user is, or further on.
int HexSearch::hitFromHere() const
{
    const int row = std::max(m_view.currentIndex().row(), 0);
    const auto next = std::find_if(m_hits.cbegin(), m_hits.cend(),
                                   [row](const ByteSpan& hit) { return HexModel::rowOfByte(hit.offset) >= row; });
    return next == m_hits.cend() ? 0 : static_cast<int>(next - m_hits.cbegin());
}

bool HexSearch::isAt(int hit) const
{
    return HexModel::rowOfByte(m_hits.at(hit).offset) == m_view.currentIndex().row();
}

void HexSearch::showHit(int hit)
{
    m_currentHit = hit;
    const ByteSpan& span = m_hits.at(hit);
    const QModelIndex first = m_model.index(HexModel::rowOfByte(span.offset), HexModel::BytesColumn);
    const int lastRow = HexModel::rowOfByte(span.offset + span.length - 1);
    m_view.selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    m_view.selectionModel()->select(QItemSelection(first, m_model.index(lastRow, HexModel::TextColumn)),
                                    QItemSelectionModel::ClearAndSelect);
    m_view.scrollTo(first);
}

} // namespace kaunt
