// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QWidget>

namespace kaunt {

/// How many deliveries came in the last minutes, as a row of small bars, the newest to the right.
class ActivityGraph final : public QWidget {
    Q_OBJECT

public:
    static constexpr int barCount = 30;
    static constexpr qint64 barMillis = 10'000;

    explicit ActivityGraph(QWidget* parent = nullptr);

    void add(int deliveries, qint64 nowUtcMillis);
    /// Lets time go on.
    void moveTo(qint64 nowUtcMillis);
    [[nodiscard]] QList<int> counts() const { return m_counts; } ///< oldest first

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tellTotal();

    QList<int> m_counts = QList<int>(barCount, 0);
    qint64 m_newestBar = 0; ///< counted in barMillis since 1970
};

} // namespace kaunt
