// SPDX-License-Identifier: Apache-2.0
// The client of the benchmarks, the same for every server: a closed loop of asynchronous calls over a few connections.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpcpp/grpcpp.h"
#include "jiedui/registry/v1/person_service.grpc.pb.h"

namespace jiedui::bench {

inline constexpr int kClientThreads = 2;  // each with a connection and a queue of its own

// Calls of one service that answer with a Response.
template <typename Service, typename Response>
class Load {
 public:
  using Stub = typename Service::Stub;
  using Reader = grpc::ClientAsyncResponseReader<Response>;
  // Begins a call; `number` is different for each call of a process.
  using Begin = std::function<std::unique_ptr<Reader>(Stub&, grpc::ClientContext&, grpc::CompletionQueue&, int64_t)>;

  explicit Load(int port) {
    for (int i = 0; i < kClientThreads; ++i) {
      grpc::ChannelArguments arguments;
      arguments.SetInt("jiedui.connection", i);  // channels with the same arguments would share one
      channels_.push_back(
          grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials(), arguments));
      stubs_.push_back(Service::NewStub(channels_.back()));
    }
  }

  bool WaitUntilReady(std::chrono::seconds timeout) {
    bool ready = true;
    for (const auto& channel : channels_) {
      ready = channel->WaitForConnected(std::chrono::system_clock::now() + timeout) && ready;
    }
    return ready;
  }

  Stub& stub() { return *stubs_.front(); }

  // Answers a second with `in_flight` calls under way, over `seconds`. `error` gets the first failure.
  double PerSecond(const Begin& begin, int in_flight, double seconds, std::string& error) {
    const std::chrono::microseconds time(static_cast<int64_t>(seconds * 1e6));
    const auto end = std::chrono::steady_clock::now() + time;
    const auto goes_on = [end] { return std::chrono::steady_clock::now() < end; };
    return static_cast<double>(Run(begin, in_flight, goes_on, error)) / seconds;
  }

  // The same for `count` calls, of which there are more than `in_flight`, until the last one is answered.
  double PerSecondOf(int64_t count, const Begin& begin, int in_flight, std::string& error) {
    std::atomic<int64_t> left = count;
    const auto start = std::chrono::steady_clock::now();
    Run(
        begin, in_flight, [&left, in_flight] { return --left >= in_flight; }, error);
    return static_cast<double>(count) / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

 private:
  // Asked at every answer: whether it counts, and another call begins.
  using GoesOn = std::function<bool()>;

  // Answers that count.
  int64_t Run(const Begin& begin, int in_flight, const GoesOn& goes_on, std::string& error) {
    std::atomic<int64_t> answers = 0;
    std::vector<std::thread> threads;
    std::vector<std::string> errors(kClientThreads);
    for (int i = 0; i < kClientThreads; ++i) {
      const auto index = static_cast<size_t>(i);
      threads.emplace_back(
          [&, index] { answers += Loop(*stubs_[index], begin, in_flight / kClientThreads, goes_on, errors[index]); });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& text : errors)
      if (error.empty()) error = text;
    return answers;
  }

  struct Call {
    std::optional<grpc::ClientContext> context;
    Response response;
    grpc::Status status;
    std::unique_ptr<Reader> reader;
  };

  int64_t Loop(Stub& stub, const Begin& begin, int in_flight, const GoesOn& goes_on, std::string& error) {
    grpc::CompletionQueue queue;
    std::vector<Call> calls(static_cast<size_t>(in_flight));
    const auto start = [&](Call& call) {
      call.context.emplace();
      call.reader = begin(stub, *call.context, queue, next_number_++);
      call.reader->Finish(&call.response, &call.status, &call);
    };
    for (Call& call : calls) start(call);
    int64_t answers = 0;
    int running = in_flight;
    void* tag = nullptr;
    bool ok = false;
    while (running > 0 && queue.Next(&tag, &ok)) {
      Call& call = *static_cast<Call*>(tag);
      if (!call.status.ok() && error.empty()) error = call.status.error_message();
      if (goes_on()) {
        ++answers;
        start(call);
      } else {
        --running;
      }
    }
    return answers;
  }

  inline static std::atomic<int64_t> next_number_ = 0;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
  std::vector<std::unique_ptr<Stub>> stubs_;
};

using RpcLoad = Load<registry::v1::PersonService, registry::v1::Person>;

}  // namespace jiedui::bench
