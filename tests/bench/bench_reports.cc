// SPDX-License-Identifier: Apache-2.0
// Reports over stores as large as a county, a province and a nation: counted, answered from what is kept, and after one
// change.
//   bench_reports [--quick] [--json FILE] [--dir DIRECTORY]
#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "scheduler_service/reporting/reporter.h"
#include "tests/bench/report_world.h"

namespace jiedui::bench {
namespace {

using scheduler::Reporter;
using scheduler::ReportQuestion;

constexpr char kPersons[] = "TR.TALENT.PERSONS";

struct Scale {
  std::string what;
  int pairings = 1;
  int assignments = 0;  // of each
  double counted_ms_max = 0;
};

absl::Status GoOn() { return absl::OkStatus(); }

// Of a line in /proc/self/status, in MiB.
double MegabytesOf(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == field + ":" && status >> word) return std::stod(word) / 1024;
  return 0;
}

int64_t ValueOf(const v1::Report& report, const std::string& code) {
  for (const v1::Figure& figure : report.figures())
    if (figure.code() == code) return figure.value();
  return -1;
}

class ReportBench {
 public:
  ReportBench(const std::string& directory, Scale scale)
      : scale_(std::move(scale)), store_(directory), reporter_(std::make_unique<Reporter>(store_.tables())) {
    for (int n = 0; n < scale_.pairings; ++n) store_.AddPairing(n, scale_.assignments);
  }

  std::vector<Line> Run() {
    Report();  // reads the files once, so that the disk is not what is measured
    const double before = MegabytesOf("VmRSS");
    reporter_ = std::make_unique<Reporter>(store_.tables());
    const std::string first = TimedReport(" counted, ms", scale_.counted_ms_max);
    const std::string again = TimedReport(" unchanged, again, ms", scale_.pairings > 1 ? 100 : 0);
    Require(first == again, "the same rows must give the same report");
    ChangeOne();
    Add("- kept for it, MiB", static_cast<double>(reporter_->kept_bytes()) / (1 << 20));
    Add("- resident memory, MiB", MegabytesOf("VmRSS"));
    Add("- of that before it, MiB", before);
    return std::move(lines_);
  }

 private:
  v1::Report Report() {
    const auto snapshot = store_.Snapshot();
    const ReportQuestion question = {
        .pairing = std::string(scheduler::kAllPairings), .since = "", .as_of = "2021-11-15"};
    auto report = reporter_->ReportOfAll(*snapshot, question, GoOn);
    Require(report.ok(), report.status().ToString());
    return *std::move(report);
  }

  std::string TimedReport(const std::string& what, double goal_ms) {
    v1::Report report;
    const double ms = Milliseconds([&] { report = Report(); });
    lines_.push_back({.measure = scale_.what + what,
                      .value = ms,
                      .reference = goal_ms > 0 ? goal_ms : 0,
                      .goal = goal_ms > 0 ? 1.0 : 0.0,
                      .at_most = true});
    report.clear_revision();
    return report.SerializeAsString();
  }

  // Somebody who had not come checks in: one more, found by the report that keeps and by one that counts anew.
  void ChangeOne() {
    const int64_t persons = ValueOf(Report(), kPersons);
    store_.PutAssignment(0, 7, "");
    store_.PutAssignment(0, scale_.assignments + 1'000'000, "2021-11-15");
    v1::Report report;
    const double ms = Milliseconds([&] { report = Report(); });
    Add("- after one change, ms", ms);
    Reporter anew(store_.tables());
    const auto snapshot = store_.Snapshot();
    const auto counted = anew.ReportOfAll(
        *snapshot, {.pairing = std::string(scheduler::kAllPairings), .since = "", .as_of = "2021-11-15"}, GoOn);
    Require(counted.ok() && counted->SerializeAsString() == report.SerializeAsString(),
            "what is kept must answer as counting anew does");
    Add("- persons in talent training", static_cast<double>(persons));
  }

  void Add(const std::string& measure, double value) { lines_.push_back({.measure = measure, .value = value}); }

  const Scale scale_;
  ReportStore store_;
  std::unique_ptr<Reporter> reporter_;
  std::vector<Line> lines_;
};

}  // namespace
}  // namespace jiedui::bench

int main(int argc, char** argv) {
  const jiedui::bench::Options options("bench_reports", argc, argv);
  std::vector<jiedui::bench::Scale> scales = {
      {.what = "report of a pairing with 850 assignments", .pairings = 1, .assignments = 850, .counted_ms_max = 20},
      {.what = "report of 100 pairings, 75,000 assignments",
       .pairings = 100,
       .assignments = 750,
       .counted_ms_max = 1000}};
  if (options.quick) {
    scales.push_back({"report of 20 pairings, 140,000 assignments", 20, 7'000, 1000});
  } else {
    scales.push_back({"report of 500 pairings, 3,500,000 assignments", 500, 7'000, 20'000});
  }
  std::vector<jiedui::Line> lines;
  for (const auto& scale : scales) {
    const jiedui::bench::ScratchDirectory scratch(options.directory);
    for (jiedui::Line& line : jiedui::bench::ReportBench(scratch.path(), scale).Run()) lines.push_back(std::move(line));
  }
  options.Report("reports", lines);
  return 0;
}
