// SPDX-License-Identifier: Apache-2.0
// What the benchmarks of servers share: time, shares of samples, synthetic identity numbers, options.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "tests/bench/results.h"

namespace jiedui::bench {

// Ends the program unless `ok`: a benchmark of something broken has no result.
inline void Require(bool ok, absl::string_view what) {
  if (ok) return;
  std::fputs(absl::StrCat(what, "\n").c_str(), stderr);
  std::_Exit(1);
}

// The value below which so much of them lie: 0.5 = the median.
inline double Percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<size_t>(share * static_cast<double>(values.size())))];
}
inline double Median(std::vector<double> values) { return Percentile(std::move(values), 0.5); }

template <typename Work>
double Milliseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Processor time a process has used, in microseconds: what a busy machine does not change.
inline double CpuMicroseconds(pid_t pid) {
  std::ifstream stat(absl::StrCat("/proc/", pid, "/stat"));
  std::string word;
  double user = 0;
  double system = 0;
  for (int field = 1; field <= 13; ++field) stat >> word;
  stat >> user >> system;
  return (user + system) * 1e6 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// Day of birth of a synthetic person.
inline std::string BirthDate(int64_t number) {
  return absl::StrFormat("%04d-01-%02d", 1950 + number / 14'000 % 50, number / 500 % 28 + 1);
}

// A resident number of a synthetic woman, different for each `number` below 5 * 10^9.
inline std::string IdNumber(int64_t number) {
  const int64_t division = number / 700'000 % 10'000;
  const std::string birth = absl::StrReplaceAll(BirthDate(number), {{"-", ""}});
  const std::string body = absl::StrFormat("99%04d%s%03d", division, birth, number % 500 * 2);
  int sum = 0;
  for (int i = 0; i < 17; ++i) sum += (body[static_cast<size_t>(i)] - '0') * ((1 << (17 - i)) % 11);
  return body + "10X98765432"[sum % 11];
}

// A new directory below `parent`, removed at the end.
class ScratchDirectory {
 public:
  explicit ScratchDirectory(const std::string& parent) : path_(parent + "/jiedui-bench-XXXXXX") {
    Require(mkdtemp(path_.data()) != nullptr, "cannot create a directory in " + parent);
  }
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// [--quick] [--json FILE] [--dir DIRECTORY]
struct Options {
  bool quick = false;
  std::string json;
  std::string directory = std::filesystem::temp_directory_path();

  Options(absl::string_view program, int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    for (size_t i = 0; i < arguments.size(); ++i) {
      const bool has_value = i + 1 < arguments.size();
      if (arguments[i] == "--quick") {
        quick = true;
      } else if (arguments[i] == "--json" && has_value) {
        json = arguments[++i];
      } else if (arguments[i] == "--dir" && has_value) {
        directory = arguments[++i];
      } else {
        Require(false, absl::StrCat("usage: ", program, " [--quick] [--json FILE] [--dir DIRECTORY]"));
      }
    }
  }

  // For people and for run.sh. A missed goal is a line of the table, not a failure.
  void Report(absl::string_view bench, const std::vector<Line>& lines) const {
    Print(lines);
    if (!json.empty()) std::ofstream(json) << ToJson(bench, lines);
  }
};

}  // namespace jiedui::bench
