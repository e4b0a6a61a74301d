// SPDX-License-Identifier: Apache-2.0
// The registry as it is shipped beside bare gRPC echo servers of the same message size: same client, other processes,
// alternating rounds, medians. Creations also beside a bare server that only puts the same rows.
//   bench_rpc [--quick] [--json FILE] [--dir DIRECTORY] [--only get|create|idle|import]
//   bench_rpc --echo STYLE PORT HEX     serves the reference; for itself
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/bench/echo_server.h"
#include "tests/bench/measure.h"
#include "tests/bench/persons.h"
#include "tests/bench/results.h"
#include "tests/bench/row_shapes.h"
#include "tests/bench/rpc_load.h"
#include "tests/support/held_port.h"
#include "tests/support/process.h"

namespace jiedui::bench {
namespace {

namespace v1 = registry::v1;

constexpr int kPersons = 10'000;
constexpr double kGoalOfGet = 0.75;
constexpr double kGoalOfCreate = 0.5;
constexpr double kGoalOfRows = 0.75;
constexpr double kIdleMillisecondsMax = 5;
constexpr double kImportRowsMin = 20'000;
constexpr double kImportMebibytesMax = 512;

struct Scale {
  int rounds = 5;
  double seconds = 3;
  int idle_calls = 5;
  double idle_seconds = 5;
  int import_rows = 100'000;
  std::string only;  // empty = everything

  bool Wants(absl::string_view part) const { return only.empty() || only == part; }
};

std::string IdOf(int64_t number) { return absl::StrCat("bench-", number); }

// The registry with a directory of its own.
struct Registry {
  HeldPort port;
  Process process;
  RpcLoad load;

  explicit Registry(const std::string& directory)
      : process({"jiedui-registry", "--listen=" + port.address(), absl::StrCat("--data_dir=", directory),
                 "--allow_synthetic_ids"}),
        load(port.number()) {
    Require(load.WaitUntilReady(std::chrono::seconds(20)),
            absl::StrCat("the registry does not start: ", process.log()));
  }

  // From /proc: the most memory it ever held.
  double PeakMebibytes() const {
    std::ifstream status(absl::StrCat("/proc/", process.pid(), "/status"));
    std::string word;
    double kibibytes = 0;
    while (status >> word)
      if (word == "VmHWM:") status >> kibibytes;
    return kibibytes / 1024;
  }
};

// Rows a second through one stream, persons first..first+count-1.
double Import(RpcLoad& load, int64_t first, int count) {
  std::vector<v1::ImportPersonsRequest> rows(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    *rows[static_cast<size_t>(i)].mutable_person() = PersonOf(first + i);
    rows[static_cast<size_t>(i)].mutable_person()->set_name(absl::StrCat("persons/", IdOf(first + i)));
  }
  grpc::ClientContext context;
  v1::ImportPersonsResponse response;
  const auto start = std::chrono::steady_clock::now();
  const auto writer = load.stub().ImportPersons(&context, &response);
  for (const auto& row : rows)
    if (!writer->Write(row)) break;
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  Require(status.ok(), absl::StrCat("import: ", status.error_message()));
  Require(response.summary().created() == count, absl::StrCat("import: ", response.summary().ShortDebugString()));
  return count / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::unique_ptr<RpcLoad::Reader> BeginGet(RpcLoad::Stub& stub, grpc::ClientContext& context,
                                          grpc::CompletionQueue& queue, int64_t number) {
  v1::GetPersonRequest request;
  request.set_name(absl::StrCat("persons/", IdOf(number * 7919 % kPersons)));
  return stub.AsyncGetPerson(&context, request, &queue);
}

std::unique_ptr<RpcLoad::Reader> BeginCreate(RpcLoad::Stub& stub, grpc::ClientContext& context,
                                             grpc::CompletionQueue& queue, int64_t number) {
  v1::CreatePersonRequest request;
  *request.mutable_person() = PersonOf(kPersons + number);
  request.set_request_id(absl::StrCat("request-", number));
  return stub.AsyncCreatePerson(&context, request, &queue);
}

// Medians of rounds on one server.
struct Rounds {
  std::vector<double> answers;  // a second
  std::vector<double> cpu;      // microseconds a call

  template <typename AnyServer>
  void Run(AnyServer& server, const RpcLoad::Begin& begin, int in_flight, double seconds) {
    std::string error;
    const double before = CpuMicroseconds(server.process.pid());
    answers.push_back(server.load.PerSecond(begin, in_flight, seconds, error));
    Require(error.empty(), absl::StrCat("a call failed: ", error));
    cpu.push_back((CpuMicroseconds(server.process.pid()) - before) / (answers.back() * seconds));
  }

  void Print(const std::string& what) const {
    std::fputs(
        absl::StrFormat("%-60s %8.0f/s, %5.1f us of server CPU each\n", what, Median(answers), Median(cpu)).c_str(),
        stdout);
  }
};

// A reference in a process of its own.
struct Reference {
  std::string name;
  bool is_echo;
  std::unique_ptr<HeldPort> port;
  Process process;
  RpcLoad load;

  Reference(std::string what, bool echo, std::unique_ptr<HeldPort> its_port, std::vector<std::string> arguments)
      : name(std::move(what)),
        is_echo(echo),
        port(std::move(its_port)),
        process(std::move(arguments)),
        load(port->number()) {
    Require(load.WaitUntilReady(std::chrono::seconds(20)), absl::StrCat(name, " does not start: ", process.log()));
  }
};

using References = std::vector<std::unique_ptr<Reference>>;

void AddEcho(const std::string& style, const std::string& answer, References& references) {
  auto port = std::make_unique<HeldPort>();
  std::vector<std::string> arguments = {"bench_rpc", "--echo", style, absl::StrCat(port->number()),
                                        absl::BytesToHexString(answer)};
  references.push_back(
      std::make_unique<Reference>(absl::StrCat(style, " echo"), true, std::move(port), std::move(arguments)));
}

// The rows of some creations, by a registry that has done nothing else.
std::vector<RowShape> ShapesOfCreation(const std::string& directory) {
  constexpr int kCreations = 4'000;
  {
    Registry registry(directory);
    std::string error;
    registry.load.PerSecondOf(kCreations, BeginCreate, 256, error);
    Require(error.empty(), error);
  }
  return ShapesIn(directory, kCreations);
}

void AddRows(const std::string& directory, const std::string& answer, References& references) {
  const std::vector<RowShape> shapes = ShapesOfCreation(directory + ".shapes");
  auto port = std::make_unique<HeldPort>();
  std::vector<std::string> arguments = {"rows_server", absl::StrCat(port->number()), directory,
                                        absl::BytesToHexString(answer)};
  int rows = 0;
  int bytes = 0;
  for (const RowShape& shape : shapes) {
    arguments.push_back(TextOf(shape));
    rows += shape.per_creation;
    bytes += shape.per_creation * (shape.key_bytes + shape.value_bytes);
  }
  std::fputs(absl::StrFormat("a creation puts %d rows of %d bytes\n", rows, bytes).c_str(), stdout);
  references.push_back(
      std::make_unique<Reference>("the same rows put bare", false, std::move(port), std::move(arguments)));
}

std::string StoredPerson(RpcLoad& load) {
  grpc::ClientContext context;
  v1::GetPersonRequest request;
  request.set_name(absl::StrCat("persons/", IdOf(1)));
  v1::Person person;
  const grpc::Status status = load.stub().GetPerson(&context, request, &person);
  Require(status.ok(), absl::StrCat("GetPerson: ", status.error_message()));
  return person.SerializeAsString();
}

// What is measured: calls of one method, so many under way.
struct Measured {
  std::string name;
  RpcLoad::Begin begin;
  int in_flight;
  double goal;  // share of the best echo

  std::string Measure(const std::string& reference) const {
    return absl::StrFormat("%s/s, %d in flight, beside %s", name, in_flight, reference);
  }
};

// Beside the best echo, and beside what is no echo.
std::vector<Line> LinesOf(const Measured& load, double ours, const References& references,
                          const std::vector<double>& theirs) {
  Line best = {.measure = load.Measure("the best echo"), .value = ours, .goal = load.goal};
  for (size_t i = 0; i < references.size(); ++i)
    if (references[i]->is_echo) best.reference = std::max(best.reference, theirs[i]);
  std::vector<Line> lines = {best};
  for (size_t i = 0; i < references.size(); ++i) {
    if (references[i]->is_echo) continue;
    const std::string& name = references[i]->name;
    lines.push_back({.measure = load.Measure(name), .value = ours, .reference = theirs[i], .goal = kGoalOfRows});
    lines.push_back({.measure = absl::StrCat(name, ": share of the best echo"), .value = theirs[i] / best.reference});
  }
  return lines;
}

// Alternates the registry and all references.
std::vector<Line> Compare(const Measured& load, Registry& registry, const References& references, const Scale& scale) {
  Rounds().Run(registry, load.begin, load.in_flight, scale.seconds / 3);
  Rounds ours;
  std::vector<Rounds> theirs(references.size());
  for (int round = 0; round < scale.rounds; ++round) {
    ours.Run(registry, load.begin, load.in_flight, scale.seconds);
    for (size_t i = 0; i < references.size(); ++i)
      theirs[i].Run(*references[i], load.begin, load.in_flight, scale.seconds);
  }
  const std::string what = absl::StrFormat("%s, %d in flight: ", load.name, load.in_flight);
  ours.Print(what + "registry");
  std::vector<double> answers;
  answers.reserve(references.size());
  for (size_t i = 0; i < references.size(); ++i) {
    theirs[i].Print(what + references[i]->name);
    answers.push_back(Median(theirs[i].answers));
  }
  return LinesOf(load, Median(ours.answers), references, answers);
}

void StayIdle(double seconds) {
  grpc::CompletionQueue queue;
  void* tag = nullptr;
  bool ok = false;
  const auto pause = std::chrono::microseconds(static_cast<int64_t>(seconds * 1e6));
  queue.AsyncNext(&tag, &ok, std::chrono::system_clock::now() + pause);
  queue.Shutdown();
}

Line CallAfterIdleness(Registry& registry, const Scale& scale) {
  std::vector<double> milliseconds;
  for (int i = 0; i < scale.idle_calls; ++i) {
    StayIdle(scale.idle_seconds);
    const auto start = std::chrono::steady_clock::now();
    StoredPerson(registry.load);
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  return {.measure = absl::StrFormat("GetPerson after %.1f s of idleness, ms", scale.idle_seconds),
          .value = Median(milliseconds),
          .reference = kIdleMillisecondsMax,
          .goal = 1,
          .at_most = true};
}

std::vector<Line> BenchCalls(const std::string& directory, const Scale& scale) {
  Registry registry(directory);
  Import(registry.load, 0, kPersons);
  const std::string answer = StoredPerson(registry.load);
  std::fputs(absl::StrFormat("answers of %d bytes\n", answer.size()).c_str(), stdout);
  References references;
  for (const char* style : {"async", "callback", "sync"}) AddEcho(style, answer, references);
  std::vector<Line> lines;
  if (scale.Wants("get")) lines = Compare({"GetPerson", BeginGet, 64, kGoalOfGet}, registry, references, scale);
  if (scale.Wants("create")) {
    AddRows(directory + ".rows", answer, references);
    for (Line& line : Compare({"CreatePerson", BeginCreate, 256, kGoalOfCreate}, registry, references, scale))
      lines.push_back(std::move(line));
  }
  if (scale.Wants("idle")) lines.push_back(CallAfterIdleness(registry, scale));
  return lines;
}

std::vector<Line> BenchImport(const std::string& directory, const Scale& scale) {
  Registry registry(directory);
  const double rows = Import(registry.load, 0, scale.import_rows);
  std::fputs(absl::StrFormat("import: %.1f us of server CPU a row\n",
                             CpuMicroseconds(registry.process.pid()) / scale.import_rows)
                 .c_str(),
             stdout);
  return {{.measure = absl::StrFormat("rows/s of one ImportPersons of %d", scale.import_rows),
           .value = rows,
           .reference = kImportRowsMin,
           .goal = 1},
          {.measure = "registry's peak resident MiB after it",
           .value = registry.PeakMebibytes(),
           .reference = kImportMebibytesMax,
           .goal = 1,
           .at_most = true}};
}

int RunAll(const Scale& scale, const std::string& json, const std::string& parent) {
  std::string directory = parent + "/jiedui-bench-XXXXXX";
  Require(mkdtemp(directory.data()) != nullptr, "cannot create a directory in " + parent);
  std::vector<Line> lines;
  if (scale.only != "import") lines = BenchCalls(directory + "/calls", scale);
  if (scale.Wants("import")) {
    for (Line& line : BenchImport(directory + "/import", scale)) lines.push_back(std::move(line));
  }
  std::error_code ignored;
  std::filesystem::remove_all(directory, ignored);
  Print(lines);
  if (!json.empty()) std::ofstream(json) << ToJson("bench_rpc", lines);
  return 0;  // a missed goal is a line of the table, not a failure
}

int Main(const std::vector<std::string>& arguments) {
  int port = 0;
  if (arguments.size() == 4 && arguments[0] == "--echo" && absl::SimpleAtoi(arguments[2], &port)) {
    ServeEcho(arguments[1], port, absl::HexStringToBytes(arguments[3]));
    return 0;
  }
  Scale scale;
  std::string json;
  std::string parent = std::filesystem::temp_directory_path();
  for (size_t i = 0; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--quick") {
      scale = {
          .rounds = 3, .seconds = 1, .idle_calls = 3, .idle_seconds = 1.2, .import_rows = 20'000, .only = scale.only};
    } else if (arguments[i] == "--json" && has_value) {
      json = arguments[++i];
    } else if (arguments[i] == "--dir" && has_value) {
      parent = arguments[++i];
    } else if (arguments[i] == "--only" && has_value) {
      scale.only = arguments[++i];
    } else {
      Require(false, "usage: bench_rpc [--quick] [--json FILE] [--dir DIRECTORY] [--only get|create|idle|import]");
    }
  }
  return RunAll(scale, json, parent);
}

}  // namespace
}  // namespace jiedui::bench

int main(int argc, char** argv) { return jiedui::bench::Main(std::vector<std::string>(argv + 1, argv + argc)); }
