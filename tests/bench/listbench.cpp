// SPDX-License-Identifier: MIT
#include "tests/bench/listbench.h"

#include "tests/bench/arrivals.h"
#include "tests/bench/processusage.h"
#include "ui/sortcolumns.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QScrollBar>

#include <algorithm>
#include <memory>

namespace kaunt::bench {

namespace {

QString millis(double value)
{
    return QStringLiteral("%1 ms").arg(value, 0, 'f', value < 10 ? 1 : 0);
}

QString memory()
{
    const ProcessUsage usage = usageOf(QCoreApplication::applicationPid());
    constexpr qint64 mega = 1'000'000;
    return QStringLiteral("%1 MB, at most %2 MB").arg(usage.residentBytes / mega).arg(usage.peakResidentBytes / mega);
}

QString text(const GuiLateness::Figures& figures)
{
    return QStringLiteral("median %1, p99 %2, at most %3 (own work: p99 %4, at most %5)")
        .arg(millis(figures.median), millis(figures.p99), millis(figures.most), millis(figures.p99Work),
             millis(figures.mostWork));
}

QString stall(const GuiLateness::Figures& figures)
{
    return QStringLiteral("stall %1 (own work %2)").arg(millis(figures.most), millis(figures.mostWork));
}

} // namespace

ListBench::ListBench(BenchWindow& window, const Clock& clock, QTextStream& out)
    : m_window(window)
    , m_clock(clock)
    , m_out(out)
{
}

void ListBench::row(const QString& what, const QString& figures, const QString& goal)
{
    m_out << QStringLiteral("%1 %2 %3\n").arg(what, -42).arg(figures, -72).arg(goal);
    m_out.flush();
}

void ListBench::waitForSearch()
{
    BenchWindow::waitUntil([this] { return !m_window.model().isSearching(); });
}

void ListBench::measureStart(const QString& directory, double startedMillis)
{
    QElapsedTimer time;
    time.start();
    if (!m_window.open(directory)) {
        m_out << "The log could not be opened.\n";
        return;
    }
    const auto opened = static_cast<double>(time.elapsed());
    m_window.waitForRows();
    const auto shown = static_cast<double>(time.elapsed());
    waitForSearch();
    row(QStringLiteral("start to the first rows"),
        QStringLiteral("%1, of which window and log %2").arg(millis(startedMillis + shown), millis(opened)),
        QStringLiteral("300 ms"));
    row(QStringLiteral("start to all %1 rows").arg(m_window.model().rowCount()),
        millis(startedMillis + static_cast<double>(time.elapsed())));
    row(QStringLiteral("memory"), memory());
}

void ListBench::measureJumps()
{
    constexpr int count = 50;
    constexpr quint32 seed = 7;
    QRandomGenerator random(seed);
    QScrollBar* bar = m_window.list().verticalScrollBar();
    QList<double> times;
    for (int i = 0; i < count; ++i) {
        bar->setValue(random.bounded(bar->maximum()));
        times.append(m_window.waitForRows());
    }
    std::sort(times.begin(), times.end());
    row(QStringLiteral("jump anywhere, to the rows on display"),
        QStringLiteral("median %1, at most %2").arg(millis(times.at(count / 2)), millis(times.constLast())),
        QStringLiteral("immediate"));
    bar->setValue(0);
}

void ListBench::measureFilter(const QString& expression, const QString& goal)
{
    DeliveryListModel& model = m_window.model();
    bool isAnswered = false;
    const auto connection =
        QObject::connect(&model, &DeliveryListModel::modelReset, &model, [&isAnswered] { isAnswered = true; });
    QElapsedTimer time;
    time.start();
    m_lateness.start();
    m_window.filterField().setText(expression);
    BenchWindow::waitUntil([&] { return isAnswered && (model.rowCount() > 0 || !model.isSearching()); });
    m_window.waitForRows();
    const auto first = static_cast<double>(time.elapsed());
    waitForSearch();
    row(QStringLiteral("filter %1").arg(expression),
        QStringLiteral("first %1, all %2, %3; %4 rows")
            .arg(millis(first), millis(static_cast<double>(time.elapsed())), stall(m_lateness.stop()))
            .arg(model.rowCount()),
        goal);
    QObject::disconnect(connection);
    m_window.filterField().clear();
    BenchWindow::wait(100);
    waitForSearch();
}

void ListBench::measureFilters()
{
    const QString keyGoal = QStringLiteral("first 100 ms");
    const QString textGoal = QStringLiteral("1 s or progress");
    measureFilter(QStringLiteral("company:company-123"), keyGoal);
    measureFilter(QStringLiteral("type:failed"), keyGoal);
    measureFilter(QStringLiteral("verdict:mismatch"), keyGoal);
    measureFilter(QStringLiteral("id:6d1f0b"), keyGoal);
    measureFilter(QStringLiteral("company-123"), textGoal);
    measureFilter(QStringLiteral("a7f3"), textGoal);
    measureFilter(QStringLiteral("a7"), textGoal);
    measureFilter(QStringLiteral("kaunt"), textGoal);
    measureFilter(QStringLiteral("\"found nowhere\""), textGoal);
}

void ListBench::setOrder(const DeliveryOrder& order)
{
    m_window.model().setOrder(order);
    BenchWindow::waitUntil(
        [this, &order] { return m_window.model().shownOrder() == order && !m_window.model().isSearching(); });
}

void ListBench::measureSorting()
{
    for (int i = 0; i < deliveryColumnCount; ++i) {
        const auto column = static_cast<DeliveryColumn>(i);
        const auto key = orderKeyOf(column);
        if (!key)
            continue;
        QElapsedTimer time;
        time.start();
        m_lateness.start();
        setOrder({*key, true});
        row(QStringLiteral("sort by %1").arg(columnTitle(column)),
            QStringLiteral("%1, %2").arg(millis(static_cast<double>(time.elapsed())), stall(m_lateness.stop())));
    }
    row(QStringLiteral("memory"), memory());
    QElapsedTimer time;
    time.start();
    m_lateness.start();
    setOrder({});
    row(QStringLiteral("back to newest first"),
        QStringLiteral("%1, %2").arg(millis(static_cast<double>(time.elapsed())), stall(m_lateness.stop())));
}

GuiLateness::Figures ListBench::latenessOf(int seconds, int perSecond)
{
    std::unique_ptr<Arrivals> arrivals;
    if (perSecond > 0) {
        arrivals = std::make_unique<Arrivals>(m_window.log(), m_clock, perSecond);
        arrivals->start();
        BenchWindow::wait(1'000);
    }
    constexpr int second = 1'000;
    const qint64 before = arrivals ? arrivals->appended() : 0;
    m_lateness.start();
    BenchWindow::wait(seconds * second);
    const GuiLateness::Figures figures = m_lateness.stop();
    if (arrivals)
        m_out << QStringLiteral("  (%1 a second came in)\n").arg((arrivals->appended() - before) / seconds);
    arrivals.reset();
    BenchWindow::wait(second);
    return figures;
}

void ListBench::measureLateness(int seconds, int perSecond)
{
    const GuiLateness::Figures idle = latenessOf(seconds, 0);
    row(QStringLiteral("5 ms timer, idle"), text(idle));
    const auto measure = [&](const QString& how) {
        const GuiLateness::Figures figures = latenessOf(seconds, perSecond);
        row(QStringLiteral("5 ms timer, %1").arg(how),
            QStringLiteral("%1; p99 %2 times idle")
                .arg(text(figures))
                .arg(figures.p99 / std::max(idle.p99, 0.01), 0, 'f', 1),
            QStringLiteral("p99 16 ms, no stall over 50 ms"));
    };
    measure(QStringLiteral("arrivals on top"));
    QScrollBar* bar = m_window.list().verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    measure(QStringLiteral("arrivals while reading"));
    setOrder({DeliveryOrder::Key::Company, true});
    measure(QStringLiteral("arrivals, sorted by company"));
    setOrder({});
    constexpr int settling = 1'000;
    BenchWindow::wait(settling);
    row(QStringLiteral("memory"), memory());
}

} // namespace kaunt::bench
