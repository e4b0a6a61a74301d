// SPDX-License-Identifier: Apache-2.0
// The reference: bare gRPC servers that answer GetPerson and CreatePerson with the same bytes whatever is asked, in the
// three styles that gRPC C++ offers. The asynchronous and the callback one do not even parse.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "grpc/grpc.h"
#include "grpcpp/grpcpp.h"
#include "jiedui/registry/v1/person_service.grpc.pb.h"

namespace jiedui::bench {

using Persons = registry::v1::PersonService;

inline grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

using RawPersons = Persons::WithRawMethod_CreatePerson<Persons::WithRawMethod_GetPerson<Persons::Service>>;

// One call of the asynchronous server: waits, answers, begins anew.
class AsyncEcho {
 public:
  AsyncEcho(RawPersons& service, grpc::ServerCompletionQueue& queue, bool create, const std::string& answer)
      : service_(service), queue_(queue), create_(create), answer_(answer) {
    const auto request = create_ ? &RawPersons::RequestCreatePerson : &RawPersons::RequestGetPerson;
    (service_.*request)(&context_, &request_, &responder_, &queue_, &queue_, this);
  }
  void Complete(bool ok) {
    if (answered_ || !ok) {
      delete this;
      return;
    }
    answered_ = true;
    new AsyncEcho(service_, queue_, create_, answer_);
    responder_.Finish(BufferOf(answer_), grpc::Status::OK, this);
  }

 private:
  RawPersons& service_;
  grpc::ServerCompletionQueue& queue_;
  const bool create_;
  const std::string& answer_;
  grpc::ServerContext context_;
  grpc::ByteBuffer request_;
  grpc::ServerAsyncResponseWriter<grpc::ByteBuffer> responder_{&context_};
  bool answered_ = false;
};

inline void Poll(grpc::ServerCompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok)) static_cast<AsyncEcho*>(tag)->Complete(ok);
}

inline std::unique_ptr<grpc::Server> StartAt(grpc::ServerBuilder& builder, grpc::Service& service, int port) {
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(absl::StrCat("127.0.0.1:", port), grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  return builder.BuildAndStart();
}

inline void ServeAsync(int port, const std::string& answer) {
  constexpr int kThreads = 2;
  constexpr int kAccepts = 64;
  RawPersons service;
  grpc::ServerBuilder builder;
  std::vector<std::unique_ptr<grpc::ServerCompletionQueue>> queues;
  for (int i = 0; i < kThreads; ++i) queues.push_back(builder.AddCompletionQueue());
  const auto server = StartAt(builder, service, port);
  std::vector<std::thread> threads;
  for (auto& queue : queues) {
    for (int i = 0; i < kAccepts; ++i) {
      new AsyncEcho(service, *queue, false, answer);
      new AsyncEcho(service, *queue, true, answer);
    }
    threads.emplace_back([&queue] { Poll(*queue); });
  }
  server->Wait();
}

class CallbackEcho final
    : public Persons::WithRawCallbackMethod_CreatePerson<Persons::WithRawCallbackMethod_GetPerson<Persons::Service>> {
 public:
  explicit CallbackEcho(const std::string& answer) : answer_(answer) {}
  grpc::ServerUnaryReactor* GetPerson(grpc::CallbackServerContext* context, const grpc::ByteBuffer*,
                                      grpc::ByteBuffer* response) override {
    return Answer(*context, *response);
  }
  grpc::ServerUnaryReactor* CreatePerson(grpc::CallbackServerContext* context, const grpc::ByteBuffer*,
                                         grpc::ByteBuffer* response) override {
    return Answer(*context, *response);
  }

 private:
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext& context, grpc::ByteBuffer& response) {
    response = BufferOf(answer_);
    grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
  const std::string& answer_;
};

class SyncEcho final : public Persons::Service {
 public:
  explicit SyncEcho(const std::string& answer) { person_.ParseFromString(answer); }
  grpc::Status GetPerson(grpc::ServerContext*, const registry::v1::GetPersonRequest*,
                         registry::v1::Person* response) override {
    *response = person_;
    return grpc::Status::OK;
  }
  grpc::Status CreatePerson(grpc::ServerContext*, const registry::v1::CreatePersonRequest*,
                            registry::v1::Person* response) override {
    *response = person_;
    return grpc::Status::OK;
  }

 private:
  registry::v1::Person person_;
};

// Serves until the process is killed. `style`: async, callback or sync.
inline void ServeEcho(const std::string& style, int port, const std::string& answer) {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);  // as the services do
  if (style == "async") return ServeAsync(port, answer);
  grpc::ServerBuilder builder;
  CallbackEcho by_callback(answer);
  SyncEcho by_thread(answer);
  grpc::Service& service = style == "callback" ? static_cast<grpc::Service&>(by_callback) : by_thread;
  StartAt(builder, service, port)->Wait();
}

}  // namespace jiedui::bench
