// SPDX-License-Identifier: MIT
#pragma once

#include "ui/findtarget.h"

#include <QList>
#include <QObject>

class QAbstractItemView;

namespace kaunt {

class HexModel;

/// A place in a body. A plain value.
struct ByteSpan {
    qsizetype offset = 0;
    qsizetype length = 0;
};

/// Finds in the bytes of a HexModel, and selects the rows of a hit in its view: a text, as UTF-8 and without regard to
/// the case of ASCII letters, and what it names as hexadecimal digits ("ef bb bf", "0xEFBBBF"). GUI thread; both
/// outlive it.
class HexSearch final : public QObject, public FindTarget {
    Q_OBJECT

public:
    HexSearch(const HexModel& model, QAbstractItemView& view, QObject* parent);

    void search(const QString& text) override;
    [[nodiscard]] int hitCount() const override { return static_cast<int>(m_hits.size()); }
    [[nodiscard]] int currentHit() const override { return m_currentHit; }

protected:
    void showHit(int hit) override;
    [[nodiscard]] bool isAt(int hit) const override;
    [[nodiscard]] int hitFromHere() const override;

private:
    const HexModel& m_model;
    QAbstractItemView& m_view;
    QList<ByteSpan> m_hits;
    int m_currentHit = -1;
};

} // namespace kaunt
